package dev.calotype.launcher;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of a manifest that the model of Kubernetes' resources has no place for, and which Kubernetes would ignore. */
final class UnknownFields {
    private static final String REST = "getAdditionalProperties";

    private UnknownFields() {}

    /** Adds the path of each to a list. */
    static void of(@Nullable Object value, String path, List<String> found) {
        switch (value) {
            case null -> {}
            case Collection<?> many -> many.forEach(one -> of(one, path, found));
            case Map<?, ?> map -> map.values().forEach(one -> of(one, path, found));
            case Object model
            when model.getClass().getName().startsWith("io.fabric8.kubernetes.api.model") -> {
                for (Method method : model.getClass().getMethods()) {
                    if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
                        property(model, method, path, found);
                    }
                }
            }
            case Object leaf -> {}
        }
    }

    private static void property(Object model, Method getter, String path, List<String> found) {
        try {
            Object value = getter.invoke(model);
            if (getter.getName().equals(REST) && value instanceof Map<?, ?> rest) {
                rest.keySet().forEach(name -> found.add(path + "." + name));
            } else if (getter.getDeclaringClass() != Object.class) {
                of(value, path + "." + getter.getName(), found);
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
