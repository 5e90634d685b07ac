package nightshift.simulate.shop;

import java.util.ArrayList;
import java.util.List;
import nightshift.simulate.shop.Stage.Ask;
import nightshift.simulate.shop.Stage.Compute;
import nightshift.simulate.shop.Stage.Provider;
import nightshift.simulate.shop.Stage.Publish;
import nightshift.simulate.shop.Stage.Query;

/// What the shop is made of: services, what they do for each other, and what users want of them.
///
/// ```
/// users -> gateway -> catalogue
///                  -> recommendation
///                  -> cart -> catalogue, orders-db
///                  -> checkout -> cart, inventory, payment (-> bank), orders-db, orders queue
///                                                        orders queue -> order-worker -> orders-db
/// ```
final class Shop {
    static final String DATABASE = "orders-db";
    static final String POOL = "orders";
    private static final int SECONDS_2 = 2000;
    private static final int SECONDS_5 = 5000;

    static final List<ServiceSpec> SERVICES = List.of(
            new ServiceSpec("gateway", 3, 2, 500, 0, 0),
            new ServiceSpec("catalogue", 3, 2, 40, 0, 0),
            new ServiceSpec("recommendation", 2, 1, 40, 0, 0),
            new ServiceSpec("cart", 2, 1, 60, 8, 0),
            new ServiceSpec("checkout", 3, 1, 60, 10, 0),
            new ServiceSpec("payment", 2, 1, 60, 0, 0),
            new ServiceSpec("inventory", 2, 1, 40, 0, 0),
            new ServiceSpec("order-worker", 2, 1, 20, 6, 4));

    static final Endpoint PROCESS_ORDER = new Endpoint(
            "order-worker",
            "process",
            "orders",
            SECONDS_5,
            List.of(new Compute(30), new Query("INSERT", "shipments", 15), new Compute(10)));

    private static final Endpoint LIST =
            new Endpoint("catalogue", "GET", "/products", SECONDS_2, List.of(new Compute(70)));
    private static final Endpoint ITEM =
            new Endpoint("catalogue", "GET", "/products/{id}", SECONDS_2, List.of(new Compute(35)));
    private static final Endpoint PRICE =
            new Endpoint("catalogue", "GET", "/prices/{id}", SECONDS_2, List.of(new Compute(15)));
    private static final Endpoint SUGGEST =
            new Endpoint("recommendation", "GET", "/suggestions", 1000, List.of(new Compute(30)));
    private static final Endpoint ADD = new Endpoint(
            "cart",
            "POST",
            "/cart/items",
            SECONDS_2,
            List.of(new Compute(20), new Ask(PRICE, true, 1), new Query("UPDATE", "carts", 12)));
    private static final Endpoint CART =
            new Endpoint("cart", "GET", "/cart", SECONDS_2, List.of(new Compute(15), new Query("SELECT", "carts", 10)));
    private static final Endpoint PAY = new Endpoint(
            "payment", "POST", "/payments", SECONDS_2, List.of(new Compute(25), new Provider("bank", 120)));
    private static final Endpoint RESERVE =
            new Endpoint("inventory", "POST", "/reservations", SECONDS_2, List.of(new Compute(20)));
    private static final Endpoint ORDER = new Endpoint(
            "checkout",
            "POST",
            "/orders",
            SECONDS_5,
            List.of(
                    new Compute(40),
                    new Ask(CART, true, 1),
                    new Ask(RESERVE, true, 0),
                    new Query("INSERT", "orders", 20),
                    new Ask(PAY, true, 0),
                    new Query("UPDATE", "orders", 15),
                    new Publish()));

    static final List<Journey> JOURNEYS = List.of(
            new Journey("browse", gateway("GET", "/products", new Ask(LIST, true, 1)), 30, 1),
            new Journey(
                    "view",
                    gateway("GET", "/products/{id}", new Ask(ITEM, true, 1), new Ask(SUGGEST, false, 0)),
                    15,
                    1),
            new Journey("add", gateway("POST", "/cart", new Ask(ADD, true, 0)), 10, 1),
            new Journey("order", gateway("POST", "/checkout", new Ask(ORDER, true, 0)), 6, 2));

    private Shop() {}

    private static Endpoint gateway(String method, String route, Stage... asked) {
        List<Stage> stages = new ArrayList<>(List.of(new Compute(18)));
        stages.addAll(List.of(asked));
        stages.add(new Compute(6));
        return new Endpoint("gateway", method, route, SECONDS_5 * 2, stages);
    }
}
