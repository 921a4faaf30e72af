package dev.calotype.spi;

/** What a conditioning module does inside the batched network call, through a port that the backbone has. */
public interface Insert {}
