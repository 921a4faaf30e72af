package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.List;
import java.util.Locale;

/**
 * The table ᾱ_t = ∏ (1 − β_s) of a discrete process (Ho et al. 2020, arXiv:2006.11239, equation 4), computed in the
 * reference's precision: β in fp32, the product summed up in double and rounded at every entry.
 */
final class NoiseTable {
    private static final double MOST_BETA = 0.999;
    private static final double SIGMOID_ENDS = 6;
    private static final float SMALLEST_HALF = 0x1p-24f;

    private NoiseTable() {}

    /** ᾱ for every training time, from the fields of a scheduler's configuration. */
    static float[] read(ConfigReader json) {
        float[] table = products(betas(json));
        if (endsWithoutSignal(json) && keepsLastRatioFinite(json.text("_class_name", ""))) {
            table[table.length - 1] = SMALLEST_HALF;
        }
        return table;
    }

    /** β for every training time. */
    static float[] betas(ConfigReader json) {
        float[] betas = plainBetas(json);
        return endsWithoutSignal(json) ? withoutSignalAtTheEnd(products(betas)) : betas;
    }

    private static boolean endsWithoutSignal(ConfigReader json) {
        return json.flag("rescale_betas_zero_snr", false);
    }

    private static float[] plainBetas(ConfigReader json) {
        List<Double> trained = json.numbers("trained_betas");
        if (!trained.isEmpty()) {
            return floats(trained);
        }
        int count = json.integer("num_train_timesteps", 1000);
        if (count < 2) {
            json.fault("num_train_timesteps", "is " + count + "; at least 2 are needed");
            count = 1000;
        }
        Ordinary.Betas ordinary = Ordinary.of(json).betas();
        double start = json.number("beta_start", ordinary.start());
        double end = json.number("beta_end", ordinary.end());
        String schedule = json.text("beta_schedule", ordinary.schedule());
        return switch (schedule) {
            case "linear" -> line(start, end, count);
            case "scaled_linear" -> squares(line(Math.sqrt(start), Math.sqrt(end), count));
            case "sigmoid" -> sigmoid((float) start, (float) end, count);
            case "squaredcos_cap_v2" -> kept(SignalCurve.COSINE, count);
            case "exp" -> kept(SignalCurve.EXPONENTIAL, count);
            case "laplace" -> kept(SignalCurve.LAPLACE, count);
            case "sqrt" -> kept(SignalCurve.SQUARE_ROOT, count);
            default -> {
                json.fault(
                        "beta_schedule",
                        "is '" + schedule
                                + "'; supported: linear, scaled_linear, squaredcos_cap_v2, sigmoid, exp, laplace, sqrt");
                yield line(start, end, count);
            }
        };
    }

    /** The betas that keep a curve of signal at every step, as far as {@link #MOST_BETA} lets them. */
    private static float[] kept(SignalCurve curve, int count) {
        float[] betas = new float[count];
        for (int i = 0; i < count; i++) {
            double kept = curve.at((i + 1) / (double) count) / curve.at(i / (double) count);
            betas[i] = (float) Math.min(1 - kept, MOST_BETA);
        }
        return betas;
    }

    private static float[] sigmoid(float start, float end, int count) {
        float[] betas = line(-SIGMOID_ENDS, SIGMOID_ENDS, count);
        for (int i = 0; i < count; i++) {
            betas[i] = (float) (1 / (1 + Math.exp(-betas[i]))) * (end - start) + start;
        }
        return betas;
    }

    /** Evenly spaced values in fp32, counted from the nearer end and rounded once, as the reference's are. */
    private static float[] line(double first, double last, int count) {
        float from = (float) first;
        float to = (float) last;
        float step = (to - from) / (count - 1);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i < count / 2 ? Math.fma(step, i, from) : Math.fma(-step, count - 1 - i, to);
        }
        return values;
    }

    private static float[] squares(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= values[i];
        }
        return values;
    }

    private static float[] products(float[] betas) {
        float[] table = new float[betas.length];
        double product = 1;
        for (int i = 0; i < betas.length; i++) {
            product *= 1 - betas[i];
            table[i] = (float) product;
        }
        return table;
    }

    /** The betas of a table that was shifted and scaled to end at ᾱ = 0 (Lin et al. 2023, arXiv:2305.08891, algorithm 1). */
    private static float[] withoutSignalAtTheEnd(float[] table) {
        float[] roots = new float[table.length];
        float first = root(table[0]);
        float last = root(table[table.length - 1]);
        float[] betas = new float[table.length];
        for (int i = 0; i < table.length; i++) {
            float shifted = (root(table[i]) - last) * (first / (first - last));
            roots[i] = shifted * shifted;
            betas[i] = 1 - (i == 0 ? roots[0] : roots[i] / roots[i - 1]);
        }
        return betas;
    }

    private static float root(float value) {
        return (float) Math.sqrt(value);
    }

    /** Whether the reference's scheduler of this class keeps a trace of signal, so that σ/α stays finite. */
    private static boolean keepsLastRatioFinite(String className) {
        String name = className.toLowerCase(Locale.ROOT);
        return name.startsWith("euler") || name.startsWith("dpmsolver") || name.startsWith("unipc");
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }
}
