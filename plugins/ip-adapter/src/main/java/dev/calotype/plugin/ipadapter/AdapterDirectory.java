package dev.calotype.plugin.ipadapter;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.ClipVisionConfig;
import dev.calotype.networks.ClipVisionModel;
import dev.calotype.networks.ComponentFile;
import dev.calotype.networks.HeaderWeights;
import dev.calotype.networks.ImageAdapter;
import dev.calotype.networks.ImageAdapterShape;
import dev.calotype.networks.WeightFiles;
import dev.calotype.spi.ModelRefused;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.TensorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a directory with an IP-Adapter holds, read and compared without loading weights.
 *
 * @param vision what the picture encoder is made of
 * @param visionFile its weights
 * @param shape what the adapter is made of
 * @param adapterFile its weights
 */
record AdapterDirectory(ClipVisionConfig vision, Path visionFile, ImageAdapterShape shape, Path adapterFile) {
    static final String ENCODER = "image_encoder";
    private static final String ENDING = ".safetensors";

    /** Reads a directory; throws {@link ModelRefused} with every fault. */
    static AdapterDirectory read(Path directory) {
        List<String> faults = new ArrayList<>();
        ConfigReader json = ConfigReader.open(directory, ENCODER + "/config.json");
        ClipVisionConfig vision = ClipVisionConfig.read(json);
        faults.addAll(json.faults());
        Optional<Path> encoder = WeightFiles.find(directory, ENCODER, "model", faults::add);
        if (json.faults().isEmpty()) {
            encoder.ifPresent(file -> compare(file, vision, faults));
        }
        Optional<Path> adapter = adapter(directory, faults);
        Optional<ImageAdapterShape> shape = adapter.flatMap(file -> shape(file, faults));
        shape.ifPresent(found -> agree(found, vision, faults));
        if (!faults.isEmpty() || encoder.isEmpty() || adapter.isEmpty() || shape.isEmpty()) {
            throw new ModelRefused(String.valueOf(directory.getFileName()), faults);
        }
        return new AdapterDirectory(vision, encoder.get(), shape.get(), adapter.get());
    }

    private static void compare(Path file, ClipVisionConfig vision, List<String> faults) {
        String name = ENCODER + "/" + file.getFileName();
        try (ComponentFile opened = ComponentFile.open(file)) {
            var header = new HeaderWeights(name, opened);
            Object _ = new ClipVisionModel(vision, header);
            faults.addAll(header.faults());
        } catch (TensorException e) {
            faults.add(name + ": " + e.getMessage());
        }
    }

    private static Optional<ImageAdapterShape> shape(Path file, List<String> faults) {
        List<String> found = new ArrayList<>();
        try (SafeTensors opened = SafeTensors.open(file)) {
            ImageAdapterShape shape = ImageAdapterShape.read(opened, found);
            if (found.isEmpty()) {
                var header = new HeaderWeights(String.valueOf(file.getFileName()), opened);
                Object _ = new ImageAdapter(shape, header);
                found.addAll(header.faults());
            }
            return Optional.of(shape);
        } finally {
            found.forEach(fault -> faults.add(file.getFileName() + ": " + fault));
        }
    }

    /** The one file beside the encoder whose tensors are an IP-Adapter's. */
    private static Optional<Path> adapter(Path directory, List<String> faults) {
        List<Path> adapters = new ArrayList<>();
        for (Path file : files(directory)) {
            try (SafeTensors opened = SafeTensors.open(file)) {
                if (ImageAdapterShape.recognises(opened)) {
                    adapters.add(file);
                }
            } catch (TensorException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        if (adapters.size() != 1) {
            faults.add((adapters.isEmpty() ? "no file" : adapters.size() + " files") + " beside " + ENCODER
                    + " with tensors 'image_proj.…' and 'ip_adapter.…'; one " + ENDING + " file with both is needed");
            return Optional.empty();
        }
        return Optional.of(adapters.getFirst());
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private static void agree(ImageAdapterShape shape, ClipVisionConfig vision, List<String> faults) {
        int given = shape.readsPatches() ? vision.size() : vision.projection();
        if (shape.pictureSize() != given) {
            faults.add("the adapter reads " + (shape.readsPatches() ? "patches" : "pictures") + " of "
                    + shape.pictureSize() + " values; by " + ENCODER + "/config.json the encoder gives " + given
                    + "; take the encoder that the adapter was trained with");
        }
    }
}
