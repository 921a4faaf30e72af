package dev.calotype.server;

/**
 * A model that is loaded on a device.
 *
 * @param name the model's name
 * @param bytes what its weights take; 0 where its family cannot tell
 */
record WarmModel(String name, long bytes) {}
