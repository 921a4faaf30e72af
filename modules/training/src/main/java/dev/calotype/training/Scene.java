package dev.calotype.training;

import java.util.List;

/** What a picture shows: objects on a ground; later ones lie on top. */
public record Scene(List<PlacedObject> objects, Background background) {
    /** Copies the list. */
    public Scene {
        objects = List.copyOf(objects);
    }
}
