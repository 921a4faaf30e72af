package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.FarmPlugins;
import dev.calotype.jobs.WantedPlugin;
import dev.calotype.registry.Choice;
import dev.calotype.registry.PluginVersion;
import dev.calotype.registry.VersionShelf;
import dev.calotype.registry.Wanted;
import dev.calotype.registry.WantedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one farm, which come to want the same plugins whoever was asked. */
final class ConvergenceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final FarmPlugins farm = new OneRow();

    @SuppressWarnings("NullAway.Init")
    private Node north;

    @SuppressWarnings("NullAway.Init")
    private Node south;

    @BeforeEach
    void start() throws IOException {
        var shared = new ArtefactStore(folder.resolve("artefacts"));
        north = new Node(folder.resolve("north"), shared, farm);
        south = new Node(folder.resolve("south"), shared, farm);
    }

    @Test
    void whatIsInstalledOnOneNodeIsFetchedByTheOther() throws IOException {
        PluginVersion one = north.install("walk", "1.0", "first");
        north.converge();
        assertThat(south.converge()).isTrue();
        assertThat(south.wanted()).isEqualTo(north.wanted());
        assertThat(south.shelf.find(one.digest()).orElseThrow().resolve("walk.jar"))
                .hasContent("first");
        assertThat(south.converge()).as("all is said").isFalse();
    }

    @Test
    void aRollbackAndARemovalReachTheOtherNodeToo() throws IOException {
        north.install("walk", "1.0", "first");
        north.install("walk", "2.0", "second");
        north.converge();
        south.converge();
        south.file.change(now -> now.with(now.find("walk").flatMap(Choice::back).orElseThrow()));
        south.converge();
        north.converge();
        assertThat(north.wanted().find("walk").orElseThrow().version().version())
                .isEqualTo("1.0");
        north.file.change(now -> now.without("walk"));
        north.converge();
        south.converge();
        assertThat(south.wanted()).isEqualTo(Wanted.NOTHING);
        assertThat(farm.read().number()).isEqualTo(3);
    }

    @Test
    void whereBothNodesChangedTheFirstToTellTheFarmIsRight() throws IOException {
        north.install("walk", "1.0", "first");
        north.converge();
        south.converge();
        north.install("walk", "2.0", "northern");
        south.install("walk", "2.0", "southern");
        south.install("other", "1.0", "untouched");
        north.converge();
        south.converge();
        north.converge();
        assertThat(south.wanted()).isEqualTo(north.wanted());
        assertThat(south.wanted().choices()).containsOnlyKeys("walk", "other");
        assertThat(south.shelf
                        .find(south.wanted()
                                .find("walk")
                                .orElseThrow()
                                .version()
                                .digest())
                        .orElseThrow()
                        .resolve("walk.jar"))
                .hasContent("northern");
    }

    @Test
    void aNodeThatCannotHaveTheJarsKeepsWhatItHas() throws IOException {
        var lonely = new Node(folder.resolve("lonely"), new ArtefactStore(folder.resolve("elsewhere")), farm);
        PluginVersion own = lonely.install("own", "1.0", "mine");
        lonely.converge();
        north.converge();
        assertThat(north.wanted()).as("the jars are elsewhere").isEqualTo(Wanted.NOTHING);
        north.install("walk", "1.0", "first");
        north.converge();
        lonely.converge();
        assertThat(lonely.wanted().find("own").orElseThrow().version()).isEqualTo(own);
        assertThat(lonely.wanted().find("walk")).isEmpty();
        assertThat(farm.read().plugins()).containsOnlyKeys("own", "walk");
    }

    /** One row, replaced by whoever knows its revision. */
    private static final class OneRow implements FarmPlugins {
        private Revision row = new Revision(0, Map.of());

        @Override
        public synchronized Revision read() {
            return row;
        }

        @Override
        public synchronized boolean replace(long before, Map<String, WantedPlugin> plugins) {
            boolean current = row.number() == before;
            row = current ? new Revision(before + 1, plugins) : row;
            return current;
        }
    }

    private static final class Node {
        private final Path root;
        private final VersionShelf shelf;
        private final WantedFile file;
        private final Convergence convergence;

        Node(Path root, ArtefactStore shared, FarmPlugins farm) throws IOException {
            this.root = root;
            shelf = new VersionShelf(root.resolve("versions"));
            file = new WantedFile(root.resolve("wanted.properties"));
            var agreed = new WantedFile(root.resolve("agreed.properties"));
            convergence = new Convergence(farm, file, agreed, new PluginJars(shelf, shared));
        }

        boolean converge() throws IOException {
            return convergence.converge();
        }

        Wanted wanted() throws IOException {
            return file.read();
        }

        /** What is on the shelf is not loaded here, so any bytes do. */
        PluginVersion install(String id, String version, String content) throws IOException {
            Path made = Files.createDirectories(root.resolve("made-" + content));
            Files.writeString(made.resolve(id + ".jar"), content);
            var taken = new PluginVersion(id, version, shelf.takeFolder(made));
            file.change(now -> now.with(
                    now.find(id).map(choice -> choice.then(taken, true)).orElseGet(() -> Choice.of(taken))));
            return taken;
        }
    }
}
