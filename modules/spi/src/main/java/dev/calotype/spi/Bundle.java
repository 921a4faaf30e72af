package dev.calotype.spi;

import java.util.List;

/**
 * Several products of one latent, such as a drawing and the numbers behind it. Each is stored on its own, in this order.
 *
 * @param products at least one
 */
public record Bundle(List<Product> products) implements Product {
    /**
     * Copies the products.
     *
     * @throws IllegalArgumentException if there are none
     */
    public Bundle {
        products = List.copyOf(products);
        if (products.isEmpty()) {
            throw new IllegalArgumentException("a bundle has no products; a finished latent becomes at least one");
        }
    }

    /** A bundle in this order. */
    public static Bundle of(Product... products) {
        return new Bundle(List.of(products));
    }
}
