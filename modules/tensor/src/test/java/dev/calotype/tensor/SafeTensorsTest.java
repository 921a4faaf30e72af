package dev.calotype.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.DeviceSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Weight files: what is written comes back, and no damage is read as numbers. */
final class SafeTensorsTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Type.class,
            names = {"F32", "F16", "BF16", "F64", "I32", "I64", "U8"})
    void whatIsWrittenComesBack(Type type) {
        Path file = folder.resolve("weights.safetensors");
        float[] values = {0, 1, 2, 250, 7, 64};
        try (Scope scope = Scope.open(CPU)) {
            SafeTensorsWriter.write(
                    file,
                    Map.of(
                            "a",
                            Tensor.of(values, 2, 3).to(type),
                            "none",
                            Tensor.zeros(0, 4).to(type)),
                    Map.of());
            try (SafeTensors read = SafeTensors.open(file)) {
                assertThat(read.names()).containsExactly("a", "none");
                assertThat(read.type("a")).isEqualTo(type);
                assertThat(read.shape("a")).containsExactly(2, 3);
                assertThat(read.tensor("a").toFloats()).containsExactly(values);
                assertThat(read.tensor("none").shape()).containsExactly(0, 4);
            }
            assertThat(scope.owned()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Type.class,
            names = {"F32", "F16", "BF16", "F64"})
    void countsValuesThatAreInfiniteOrNoNumber(Type type) {
        Path file = folder.resolve("weights.safetensors");
        float[] sound = {0, -1, 65504, 1e-7f, -0f};
        float[] broken = {Float.NaN, 1, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 2};
        try (Scope scope = Scope.open(CPU)) {
            SafeTensorsWriter.write(
                    file,
                    Map.of(
                            "a",
                            Tensor.of(sound, 5).to(type),
                            "b",
                            Tensor.of(broken, 5).to(type)),
                    Map.of());
            assertThat(scope.owned()).isPositive();
        }
        try (SafeTensors read = SafeTensors.open(file)) {
            assertThat(read.nonFinite()).containsExactly(Map.entry("b", 3L));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json                                                                    | not the JSON",
                "[]                                                                          | not the JSON",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} {}         | not the JSON",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,16]}}           | its data has 8 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}           | its data has 8 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}            | its data has 8 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}            | needs 12",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}           | negative size",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}} | too large",
                "{\"a\":{\"dtype\":\"Q4\",\"shape\":[2],\"data_offsets\":[0,8]}}             | of type Q4",
                "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}                          | dtype, shape and data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}              | places tensor",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}}            | describes tensor 'a'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[18446744073709551618],\"data_offsets\":[0,8]}} | describes tensor 'a'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1e999999999],\"data_offsets\":[0,8]}}   | describes tensor 'a'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]}}         | describes tensor 'a'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}              | describes tensor 'a'",
                "{\"a\":{\"dtype\":{},\"shape\":[2],\"data_offsets\":[0,8]}}               | describes tensor 'a'",
                "{\"a\":null}                                                              | describes tensor 'a'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9],\"shape\":[2],\"data_offsets\":[0,8]}} | shape",
                "{\"__metadata__\":3}                                                      | not the JSON",
                "{\"__metadata__\":{\"a\":[1,2]}}                                           | not the JSON",
                "{\"a\":3}                                                                   | safetensors",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[8,8]}} | twice",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}            | 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | b"
            })
    void refusesAHeaderThatDoesNotAddUp(String header, String reason) throws IOException {
        Path file = file(header.strip(), header.strip().length(), 8);
        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("bad.safetensors")
                .hasMessageContaining(reason.strip());
    }

    @Test
    void refusesAFileCutAnywhere() throws IOException {
        Path whole = folder.resolve("whole.safetensors");
        try (Scope scope = Scope.open(CPU)) {
            SafeTensorsWriter.write(whole, Map.of("a", Tensor.full(1, 5), "b", Tensor.full(2, 2)), Map.of());
            assertThat(scope.owned()).isPositive();
        }
        byte[] bytes = Files.readAllBytes(whole);
        for (int length = 0; length < bytes.length; length++) {
            Path cut = folder.resolve("cut.safetensors");
            Files.write(cut, java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> SafeTensors.open(cut))
                    .as("cut to " + length)
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("cut.safetensors");
        }
    }

    @Test
    void refusesALengthThatNoFileHas() throws IOException {
        for (long length : new long[] {-1, 0, 1, 9, Long.MAX_VALUE, Long.MIN_VALUE}) {
            Path file = file("{}", length, 0);
            assertThatThrownBy(() -> SafeTensors.open(file))
                    .as("length " + length)
                    .isInstanceOf(TensorException.class);
        }
        assertThatThrownBy(() -> SafeTensors.open(folder.resolve("none.safetensors")))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("none.safetensors");
    }

    @Test
    void refusesNestingThatWouldExhaustAStack() throws IOException {
        String deep = "{\"a\":" + "[".repeat(1_000_000);
        Path file = file(deep, deep.length(), 8);
        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("bad.safetensors");
    }

    @Test
    void saysWhatIsWrongBriefly() throws IOException {
        String text = "{\"a\":\"" + "x".repeat(1_000_000) + "\"}";
        Path file = file(text, text.length(), 8);
        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(TensorException.class)
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).length()).isLessThan(1000));
    }

    @Test
    void refusesAHeaderThatIsNotText() throws IOException {
        Path file = folder.resolve("bad.safetensors");
        Files.write(file, new byte[] {4, 0, 0, 0, 0, 0, 0, 0, '{', (byte) 0xff, (byte) 0xfe, '}'});
        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void refusesPicklesWithoutReadingThem() throws IOException {
        List<byte[]> pickles = List.of(
                new byte[] {'P', 'K', 3, 4, 0, 0, 8, 8, 0, 0, 0, 0},
                new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc, (byte) 0x9c, 'F', (byte) 0xf9, ' '});
        for (byte[] bytes : pickles) {
            for (String name : List.of("model.bin", "model.ckpt", "renamed.safetensors")) {
                Path file = Files.write(folder.resolve(name), bytes);
                assertThatThrownBy(() -> SafeTensors.open(file))
                        .isInstanceOf(TensorException.class)
                        .hasMessageContaining(name)
                        .hasMessageContaining("pickle")
                        .hasMessageContaining(".safetensors");
            }
        }
    }

    @Test
    void readsTensorsAtOddAddresses() throws IOException {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        String odd = header + " ".repeat(header.length() % 2 == 0 ? 1 : 2);
        Path file = file(odd, odd.length(), 8);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(8 + odd.length(), 3)
                .putFloat(12 + odd.length(), -4);
        Files.write(file, bytes);
        try (Scope scope = Scope.open(CPU);
                SafeTensors read = SafeTensors.open(file)) {
            assertThat(read.tensor("a").toFloats()).containsExactly(3, -4);
            assertThat(read.tensor("a").add(1).toFloats()).containsExactly(4, -3);
            assertThat(scope.owned()).isPositive();
        }
    }

    @Test
    void aTensorOfAClosedFileIsRefused() {
        Path file = folder.resolve("weights.safetensors");
        try (Scope scope = Scope.open(CPU)) {
            SafeTensorsWriter.write(file, Map.of("a", Tensor.full(7, 3)), Map.of());
            SafeTensors read = SafeTensors.open(file);
            Tensor view = read.tensor("a");
            Tensor copy = view.copy();
            read.close();
            assertThat(copy.toFloats()).containsOnly(7);
            assertThatThrownBy(view::toFloats)
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("is used after");
            assertThatThrownBy(() -> read.tensor("a")).isInstanceOf(TensorException.class);
            assertThat(scope.owned()).isPositive();
        }
    }

    @Test
    void namesTheFileThatLacksATensor() {
        Path file = folder.resolve("weights.safetensors");
        try (Scope scope = Scope.open(CPU)) {
            SafeTensorsWriter.write(file, Map.of("a", Tensor.full(7, 3)), Map.of());
            try (SafeTensors read = SafeTensors.open(file)) {
                assertThatThrownBy(() -> read.tensor("b"))
                        .isInstanceOf(TensorException.class)
                        .hasMessageContaining("weights.safetensors")
                        .hasMessageContaining("'b'");
            }
            assertThat(scope.owned()).isPositive();
        }
    }

    private Path file(String header, long length, int data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(
                folder.resolve("bad.safetensors"),
                bytes.putLong(length).put(text).array());
    }
}
