package dev.calotype.spi;

/** What a finished latent becomes: a picture, a video, a document of any other kind, or several of them. */
public sealed interface Product permits Raster, Frames, Document, Bundle {}
