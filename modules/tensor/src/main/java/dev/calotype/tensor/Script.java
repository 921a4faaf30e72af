package dev.calotype.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript module written out by hand, for operations that take lists, which the C interface does not.
 *
 * <p>The archive is a stored zip: the code, an empty constants table, and a pickled object with one attribute.
 */
final class Script {
    private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

    private final PtSymbolBlock block;

    /** Loads the methods, each given as TorchScript source without indentation of the class. */
    Script(String methods) {
        var manager = (PtNDManager) NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
        try {
            block = JniUtils.loadModule(manager, new ByteArrayInputStream(archive(methods)), false, false);
        } catch (IOException e) {
            throw new TensorException("a built-in script could not be loaded", e);
        }
    }

    /** Runs a method that gives a tensor, which takes part in no record of gradients. */
    Tensor tensor(String method, IValue... arguments) {
        Scope scope = Scope.current();
        try (IValue result = run(method, arguments)) {
            return scope.adopt(result.toTensor(scope.manager()));
        }
    }

    /** Runs a method for its effect on its arguments. */
    void effect(String method, IValue... arguments) {
        run(method, arguments).close();
    }

    private IValue run(String method, IValue... arguments) {
        try {
            return IValueUtils.runMethod(block, method, arguments);
        } catch (EngineException e) {
            throw new TensorException(method + " was refused: " + Djl.reason(e), e);
        } finally {
            for (IValue argument : arguments) {
                argument.close();
            }
        }
    }

    private static byte[] archive(String methods) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("data.pkl", object());
        files.put("code/__torch__.py", source(methods).getBytes(StandardCharsets.UTF_8));
        files.put("constants.pkl", EMPTY_TUPLE);
        files.put("version", "10\n".getBytes(StandardCharsets.UTF_8));
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                store(zip, "calotype/" + file.getKey(), file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        var checksum = new CRC32();
        checksum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** Pickle, protocol 2: an instance of the class with {@code training = False}. */
    private static byte[] object() {
        var pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 2});
        pickle.writeBytes("c__torch__\nCalotype\n".getBytes(StandardCharsets.US_ASCII));
        pickle.writeBytes(new byte[] {')', (byte) 0x81, '}', 'X', 8, 0, 0, 0});
        pickle.writeBytes("training".getBytes(StandardCharsets.US_ASCII));
        pickle.writeBytes(new byte[] {(byte) 0x89, 's', 'b', '.'});
        return pickle.toByteArray();
    }

    private static String source(String methods) {
        return "class Calotype(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n"
                + methods.indent(2);
    }
}
