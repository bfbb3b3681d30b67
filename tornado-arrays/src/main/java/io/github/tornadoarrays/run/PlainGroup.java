package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.KernelException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The work items of one group as plain Java, of which only one runs at any time. They run one after another on the thread that
 * started the group; only where one waits at a barrier are the others run, up to the same barrier, on threads of their own.
 */
final class PlainGroup {
    private final String kernel;
    private final Item[] items;
    private final Consumer<Item> method;
    private final List<Object> shared = new ArrayList<>();
    private volatile boolean failed;

    /** A work item: where it is, and whether it has come to the end. */
    final class Item {
        final int number;
        final Semaphore turn = new Semaphore(0);
        final Semaphore yielded = new Semaphore(0);

        @Nullable
        Thread thread;

        volatile boolean started;
        volatile boolean finished;
        volatile @Nullable Throwable failure;
        int arrays;

        Item(int number) {
            this.number = number;
        }

        /** The array that this work item's next declaration names: the group's, made by whoever comes first. */
        Object shared(Class<?> element, int length) {
            int k = arrays++;
            if (k == shared.size()) {
                shared.add(Array.newInstance(element, length));
            }
            Object array = shared.get(k);
            if (array.getClass().getComponentType() != element || Array.getLength(array) != length) {
                throw new KernelException(kernel + ": work items of one group share different arrays (" + element + "["
                        + length + "] and " + array.getClass().getComponentType() + "[" + Array.getLength(array)
                        + "]); all must ask for the same ones in the same order");
            }
            return array;
        }

        void barrier() {
            if (thread == null) {
                lead(this);
            } else {
                yielded.release();
                turn.acquireUninterruptibly();
                if (failed) {
                    throw new Stopped();
                }
            }
        }
    }

    /** Ends a work item whose group has failed elsewhere. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("the group has failed", null, false, false);
        }
    }

    PlainGroup(String kernel, int size, Consumer<Item> method) {
        this.kernel = kernel;
        this.method = method;
        items = new Item[size];
        for (int i = 0; i < size; i++) {
            items[i] = new Item(i);
        }
    }

    void run() {
        try {
            for (Item item : items) {
                if (!item.started) {
                    item.started = true;
                    method.accept(item);
                    item.finished = true;
                    finishOthers(item);
                }
            }
        } finally {
            failed = true;
            for (Item item : items) {
                if (item.thread != null && !item.finished) {
                    item.turn.release();
                }
            }
        }
    }

    /** Brings all others to the barrier that the work item on the caller's thread has come to. */
    private void lead(Item leader) {
        for (Item item : items) {
            if (item != leader) {
                if (item.finished) {
                    throw notAll(item);
                }
                resume(item);
            }
        }
        for (Item item : items) {
            if (item.finished) {
                throw notAll(item);
            }
        }
    }

    /** Once the work item on the caller's thread is done, those that waited with it go on to the end. */
    private void finishOthers(Item leader) {
        for (Item item : items) {
            if (item.thread != null && !item.finished) {
                resume(item);
                if (!item.finished) {
                    throw notAll(leader);
                }
            }
        }
    }

    private KernelException notAll(Item missing) {
        return new KernelException(
                kernel + ": work item " + missing.number
                        + " of a group ended without coming to a barrier that others wait at; all work items of a group must come");
    }

    /** Lets a work item run up to its next barrier, or to its end. */
    private void resume(Item item) {
        if (item.started) {
            item.turn.release();
        } else {
            item.started = true;
            Thread t = new Thread(() -> runAside(item), kernel + " work item " + item.number);
            t.setDaemon(true);
            item.thread = t;
            t.start();
        }
        item.yielded.acquireUninterruptibly();
        switch (item.failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable t -> throw new KernelException(kernel + ": " + t.getMessage(), t);
        }
    }

    private void runAside(Item item) {
        try {
            method.accept(item);
        } catch (Stopped e) {
            // somebody else says why
        } catch (Throwable t) {
            item.failure = t;
        }
        item.finished = true;
        item.yielded.release();
    }
}
