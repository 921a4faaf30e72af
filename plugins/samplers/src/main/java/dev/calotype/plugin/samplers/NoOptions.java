package dev.calotype.plugin.samplers;

/** A sampler or schedule without options. */
public record NoOptions() {}
