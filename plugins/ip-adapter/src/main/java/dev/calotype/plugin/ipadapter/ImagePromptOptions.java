package dev.calotype.plugin.ipadapter;

/** Options of an image prompt: none but the strength and the range that every conditioner has. */
public record ImagePromptOptions() {}
