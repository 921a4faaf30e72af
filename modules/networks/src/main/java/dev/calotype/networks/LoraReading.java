package dev.calotype.networks;

import dev.calotype.networks.LoraFile.Change;
import dev.calotype.networks.LoraKey.Role;
import dev.calotype.tensor.SafeTensors;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Matches the header of a LoRA file with a model's layers, noting the first faults and how many more there are. */
final class LoraReading {
    private static final int MOST_FAULTS = 8;

    private final SafeTensors file;
    private final Map<AdapterPart, LayerNames> layers;
    private final List<String> all;
    private final List<String> faults = new ArrayList<>();

    private record Place(AdapterPart part, String layer) {}

    LoraReading(SafeTensors file, Map<AdapterPart, LayerNames> layers, List<String> all) {
        this.file = file;
        this.layers = layers;
        this.all = all;
    }

    List<Change> read() {
        Map<Place, Map<Role, String>> groups = new LinkedHashMap<>();
        for (String name : file.names()) {
            LoraKey.read(name)
                    .ifPresentOrElse(
                            key -> groups.computeIfAbsent(
                                            new Place(key.part(), key.layer()), place -> new EnumMap<>(Role.class))
                                    .put(key.role(), name),
                            () -> faults.add("tensor '" + name
                                    + "' is none of a LoRA's; lora_down, lora_up and alpha are read (also as lora_A and"
                                    + " lora_B), other kinds of adapter, such as DoRA, LoHa and LoKr, are not"));
        }
        List<Change> changes = new ArrayList<>();
        groups.forEach((place, tensors) -> change(place, tensors, changes));
        all.addAll(faults.subList(0, Math.min(MOST_FAULTS, faults.size())));
        if (faults.size() > MOST_FAULTS) {
            all.add("and " + (faults.size() - MOST_FAULTS) + " faults more");
        }
        return changes;
    }

    private void change(Place place, Map<Role, String> tensors, List<Change> changes) {
        String any = tensors.values().iterator().next();
        LayerNames names = layers.get(place.part());
        if (names == null) {
            faults.add("tensor '" + any + "' changes a " + place.part().label() + "; this model has none");
            return;
        }
        String parameter = names.parameter(place.layer()).orElse(null);
        String down = tensors.get(Role.DOWN);
        String up = tensors.get(Role.UP);
        if (parameter == null) {
            faults.add("tensor '" + any + "' belongs to no layer of this model's "
                    + place.part().label());
        } else if (down == null || up == null) {
            faults.add("tensor '" + any + "' stands alone; a layer's change needs down and up");
        } else {
            String alpha = tensors.get(Role.ALPHA);
            if (fits(place.part(), parameter, names.shape(parameter), down, up) && scalar(alpha)) {
                changes.add(new Change(place.part(), parameter, down, up, alpha));
            }
        }
    }

    private boolean fits(AdapterPart part, String parameter, List<Long> weight, String down, String up) {
        List<Long> inner = shape(down);
        List<Long> outer = shape(up);
        boolean fits = inner.size() >= 2
                && outer.size() >= 2
                && outer.get(1).equals(inner.getFirst())
                && inner.getFirst() > 0
                && plain(outer).size() == 2
                && plain(product(outer.getFirst(), inner)).equals(plain(weight));
        if (!fits) {
            faults.add(part.label() + " layer '" + parameter + "' has shape " + weight
                    + "; the adapter's change has down " + inner + " and up " + outer);
            return false;
        }
        boolean floating = file.type(down).isFloating() && file.type(up).isFloating();
        if (!floating) {
            faults.add("tensors '" + down + "' and '" + up + "' are "
                    + file.type(down).label() + " and " + file.type(up).label() + "; floating types are needed");
        }
        return floating;
    }

    private boolean scalar(@Nullable String alpha) {
        if (alpha == null || shape(alpha).stream().allMatch(size -> size == 1)) {
            return true;
        }
        faults.add("tensor '" + alpha + "' has shape " + shape(alpha) + "; one number is needed");
        return false;
    }

    private static List<Long> product(long out, List<Long> inner) {
        List<Long> product = new ArrayList<>(inner);
        product.set(0, out);
        return product;
    }

    /** Without the axes of a 1×1 kernel: such a convolution is a linear map. */
    private static List<Long> plain(List<Long> shape) {
        boolean pointwise = shape.size() == 4 && shape.get(2) == 1 && shape.get(3) == 1;
        return pointwise ? shape.subList(0, 2) : shape;
    }

    private List<Long> shape(String name) {
        return LongStream.of(file.shape(name)).boxed().toList();
    }
}
