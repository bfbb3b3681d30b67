package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Random;

/** What options are worth (F. Black and M. Scholes, 1973): a million of them in one kernel, with how their prices follow the share's. */
public final class Ex17BlackScholes {
    private static final double RATE = 0.03;
    private static final double VOLATILITY = 0.25;

    private Ex17BlackScholes() {}

    /** Prices of options to buy and to sell, and the change of the first with the share's price. */
    record Prices(NDArray call, NDArray put, NDArray delta) {
        static Prices of(NDArray share, NDArray strike, NDArray years) {
            NDArray spread = years.sqrt().mul(VOLATILITY);
            NDArray d1 = share.div(strike)
                    .log()
                    .add(years.mul(RATE + VOLATILITY * VOLATILITY / 2))
                    .div(spread);
            NDArray d2 = d1.sub(spread);
            NDArray discounted = strike.mul(years.mul(-RATE).exp());
            NDArray call = share.mul(special.ndtr(d1)).sub(discounted.mul(special.ndtr(d2)));
            NDArray put = discounted.mul(special.ndtr(d2.neg())).sub(share.mul(special.ndtr(d1.neg())));
            return new Prices(call, put, special.ndtr(d1));
        }
    }

    public static void main(String[] args) {
        NDArray strike = array(80.0, 90, 100, 110, 120);
        Prices some = Prices.of(full(new long[] {5}, 100.0), strike, ones(5));
        System.out.println("strike " + strike);
        System.out.println("call   " + some.call.round(2));
        System.out.println("put    " + some.put.round(2));
        System.out.println("delta  " + some.delta.round(3));

        Random dice = Random.seeded(17);
        NDArray share = dice.uniform(10, 50, 1_000_000);
        NDArray price = dice.uniform(10, 50, 1_000_000);
        NDArray years = dice.uniform(0.25, 3, 1_000_000);
        Prices all = Prices.of(share, price, years);
        // one of each to buy and to sell are the share and a debt
        NDArray parity =
                all.call.sub(all.put).sub(share.sub(price.mul(years.mul(-RATE).exp())));
        System.out.printf(
                "a million calls %.2f on average, parity within %.0e%n",
                all.call.mean().item(), Math.max(1e-12, parity.abs().max().item()));
    }
}
