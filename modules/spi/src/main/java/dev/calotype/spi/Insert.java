package dev.calotype.spi;

/** What a conditioning module does inside a network call for the rows that carry it; networks say which kinds they take. */
public interface Insert {}
