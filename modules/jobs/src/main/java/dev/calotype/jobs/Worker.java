package dev.calotype.jobs;

/**
 * One device of one node.
 *
 * @param node the node's name, unique in the farm
 * @param device the device on it, such as {@code cpu:0}
 */
public record Worker(String node, String device) {
    /** The name in logs and events, such as {@code north/cpu:0}. */
    public String id() {
        return node + "/" + device;
    }
}
