package dev.calotype.plugin.attributes;

/**
 * What a job may ask of attributes.
 *
 * @param guided whether they hold for the positive prompt alone, so that guidance strengthens them as it does the prompt
 */
public record AttributesOptions(boolean guided) {}
