package nightshift.api.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.regex.Pattern;
import nightshift.api.OnTrial;
import nightshift.api.Story;
import nightshift.api.page.Browser.Look;
import nightshift.api.page.Browser.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The page where a thousand services call each other.
@Tag("browser")
@QuarkusTest
@TestProfile(OnTrial.class)
class ThousandServicesTest extends PageOnTrial {
    private static final int SERVICES = 1000;

    @BeforeEach
    void aThousandServicesCallEachOther() {
        trial.servesMany(SERVICES, 3);
    }

    @Test
    void theWorstIsFirstThoughItsNameIsLast() {
        // Given
        trial.story("many-0999").opens().waitsForApproval();

        try (Look look = browser.open(address + "#/?q=many-", Size.DESKTOP, ColorScheme.DARK)) {
            // Then
            Locator rows = look.page().locator(".services tbody tr");
            assertThat(rows.first()).containsText("many-0999");
            System.out.println("1,000 services: " + look.page().evaluate("""
                    () => {
                      const all = performance.getEntriesByType('resource');
                      const services = all.find((it) => it.name.includes('/api/v1/services'));
                      const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
                      return `first row ${Math.round(performance.now())} ms after the load; first page of services `
                        + `${kib(services.decodedBodySize)}, ${kib(services.encodedBodySize)} on the way; all requests `
                        + `${kib(all.reduce((sum, it) => sum + it.encodedBodySize, 0))}`;
                    }"""));
            assertThat(rows.first()).containsText("waiting for you");
            assertThat(rows).hasCount(50);
            assertThat(look.page().locator("#services-count")).containsText("showing 50 of 1,000");
            look.isInOrder();
        }
    }

    @Test
    void moreIsFetchedUntilAllAreShown() {
        try (Look look = browser.open(address + "#/?q=many-09", Size.DESKTOP, ColorScheme.LIGHT)) {
            // Given
            Page page = look.page();
            assertThat(page.locator("#services-count")).containsText("showing 50 of 100");

            // When
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show more services"))
                    .click();

            // Then
            assertThat(page.locator("#services-count")).containsText("showing 100 of 100");
            assertThat(page.locator(".services tbody tr")).hasCount(100);
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show more services")))
                    .hasCount(0);
        }
    }

    @Test
    void whatIsSoughtIsFoundAndStaysInTheAddress() {
        try (Look look = browser.open(address, Size.PHONE, ColorScheme.DARK)) {
            // When
            Page page = look.page();
            page.getByLabel("Search services by name or namespace").fill("MANY-0421");

            // Then
            assertThat(page.locator(".services tbody tr")).hasCount(1);
            assertThat(page.locator(".services tbody tr")).containsText("many-0421");
            assertThat(page).hasURL(Pattern.compile(".*#/\\?q=MANY-0421"));
            page.reload();
            assertThat(page.locator(".services tbody tr")).hasCount(1);
            assertThat(page.getByLabel("Search services by name or namespace")).hasValue("MANY-0421");
            look.isInOrder();
        }
    }

    @Test
    void nothingFoundIsSaid() {
        try (Look look = browser.open(address + "#/?q=nobody-is-called-so", Size.PHONE, ColorScheme.LIGHT)) {
            assertThat(look.page().locator("#services"))
                    .containsText("No service has “nobody-is-called-so” in its name or namespace");
            look.isInOrder();
        }
    }

    @Test
    void anIncidentIsOpenedByItsAddressAndBackLeadsBack() {
        // Given
        Story story = trial.story("many-0500").opens().acts().heals();

        try (Look look = browser.open(address + "#/incidents/" + story.incident(), Size.DESKTOP, ColorScheme.LIGHT)) {
            // Then in a fresh tab
            Page page = look.page();
            Locator head = page.locator("#incident h2").first();
            assertThat(head).hasText("many-0500 waits for its database");
            assertThat(page).hasTitle(Pattern.compile("many-0500 waits for its database · .* · Nightshift"));

            // When
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Nightshift"))
                    .click();
            assertThat(page).hasURL(Pattern.compile(".*#/$"));
            assertThat(page).not().hasTitle(Pattern.compile("many-0500.*many.*"));
            page.goBack();

            // Then
            assertThat(head).hasText("many-0500 waits for its database");
            look.isInOrder();
        }
    }

    @Test
    void anAddressOfNothingSaysSo() {
        try (Look look = browser.open(address + "#/incidents/nobody-knows-it", Size.DESKTOP, ColorScheme.DARK)) {
            // Then
            Locator article = look.page().locator("#incident");
            assertThat(article).containsText("No such incident");
            assertThat(article).containsText("nobody-knows-it");
            assertThat(look.page()).hasTitle(Pattern.compile("Not found · .*"));

            // When
            article.getByRole(AriaRole.LINK).click();

            // Then
            assertThat(article).not().containsText("No such incident");
        }
    }

    @Test
    void theMapShowsTheNeighbourhoodOfTheTrouble() {
        // Given
        trial.story("many-0700").opens();

        try (Look look = browser.open(address, Size.DESKTOP, ColorScheme.DARK)) {
            // Then
            Locator map = look.page().locator("#map");
            assertThat(map.locator("figcaption")).containsText(Pattern.compile("Showing 30 of 1,\\d+ services"));
            List<String> names = map.locator(".node text").allTextContents();
            assertThat(names).hasSize(30).contains("many-0700", "many-0701");
            look.isInOrder();
        }
    }
}
