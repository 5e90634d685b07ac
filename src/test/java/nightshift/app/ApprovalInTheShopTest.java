package nightshift.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import nightshift.api.page.Browser;
import nightshift.api.page.Browser.Look;
import nightshift.api.page.Browser.Size;
import nightshift.simulate.judge.Demo;
import nightshift.simulate.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The whole way round: a fault in the shop, OTLP over the wire, a rule, a person's click, an action over HTTP, proof.
@QuarkusTest
@TestProfile(ShopOnTrial.Profile.class)
@Tag("browser")
class ApprovalInTheShopTest {
    private static final double WORLD_MILLIS = 180_000;

    @Inject
    ShopOnTrial shop;

    @TestHTTPResource("/")
    String address;

    @Test
    void whoeverApprovesSeesTheShopHeal() {
        try (Browser browser = Browser.start();
                Look look = browser.open(address, Size.DESKTOP, ColorScheme.DARK)) {
            // Given
            CompletableFuture<Demo.Act> fault = CompletableFuture.supplyAsync(shop::play);
            Page page = look.page();
            Locator approve = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve"));
            assertThat(approve).isVisible(new IsVisibleOptions().setTimeout(WORLD_MILLIS));
            assertThat(page.locator("#headline")).containsText("Waiting for you: pool.recycle");
            assertThat(page.locator("#facts")).containsText("statistical forecaster, degraded");

            // When
            page.getByLabel("Your reason").fill("the pool is full");
            approve.click();

            // Then
            assertThat(page.locator(".step.verified"))
                    .containsText(
                            "db.client.connection.pending_requests",
                            new ContainsTextOptions().setTimeout(WORLD_MILLIS));
            assertThat(page.locator(".step.approved")).containsText("local approved pool.recycle");
            assertThat(fault.join().outcome()).isEqualTo(Outcome.HEALED);
            assertThat(page.locator(".incident-head")).containsText("healed");
            look.isInOrder();
        } finally {
            shop.close();
        }
    }
}
