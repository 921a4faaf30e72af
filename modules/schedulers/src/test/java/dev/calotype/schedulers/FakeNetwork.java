package dev.calotype.schedulers;

import dev.calotype.spi.Row;

/**
 * The closed-form networks of the golden walks.
 *
 * @param model the network's letter in golden.json
 * @param batch how many values the reference's whole batch has, over which B's ramp runs
 */
record FakeNetwork(String model, int batch) {
    /** The answer to a row whose first value is at this place of the batch. */
    float[] answer(Row row, int place) {
        float[] x = row.x();
        boolean twice = model.equals("B2") || model.equals("B3");
        float[] answer = new float[twice ? 2 * x.length : x.length];
        for (int i = 0; i < x.length; i++) {
            answer[i] = (float) predicted(x[i], row.time(), (double) (place + i) / batch);
            if (twice) {
                answer[x.length + i] =
                        (float) (model.equals("B2") ? 0.3 * Math.cos(x[i]) : 0.01 + 0.005 * Math.cos(x[i]));
            }
        }
        return answer;
    }

    private double predicted(double x, double time, double ramp) {
        return switch (model) {
            case "A" -> x * time / (time + 1);
            case "VE" -> -0.02 * x;
            case "VP" -> 0.5 * Math.sin(x) + 0.1 * ramp;
            default -> 0.5 * Math.sin(x + 0.001 * time) + 0.1 * ramp;
        };
    }
}
