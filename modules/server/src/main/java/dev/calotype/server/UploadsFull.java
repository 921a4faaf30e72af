package dev.calotype.server;

import java.io.IOException;
import java.io.Serial;

/** There is no room for another picture among those that clients sent. */
final class UploadsFull extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** With what the picture takes, what the others take, and what all may take, in bytes. */
    UploadsFull(long needed, long taken, long most) {
        super("the picture takes " + needed + " bytes of disk; those sent to this farm before take " + taken + " of "
                + most + " that all may take. Send it within the job ('data:'), name it in an object store, or have the"
                + " farm's operator remove old files from 'uploads' among its artefacts or raise 'images.kept'");
    }
}
