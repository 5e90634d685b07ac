package nightshift.api.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import nightshift.api.OnTrial;
import nightshift.api.Story;
import nightshift.api.page.Browser.Look;
import nightshift.api.page.Browser.Size;
import nightshift.fact.decision.Command;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page in a real browser, over a real journal.
@Tag("browser")
@QuarkusTest
@TestProfile(OnTrial.class)
class PageTest extends PageOnTrial {
    @ParameterizedTest
    @CsvSource({"DARK,1440,900,1", "LIGHT,1440,900,1", "DARK,390,844,2", "LIGHT,390,844,2"})
    void everybodyCanReadItOnEveryScreen(ColorScheme scheme, int width, int height, double scale) {
        // Given
        trial.story("looked-at-" + scheme + width).opens().waitsForApproval();
        trial.story("looked-back-at-" + scheme + width).opens().acts().heals();

        // When
        try (Look look = browser.open(address, new Size(width, height, scale), scheme)) {
            Locator cards = look.page().locator(".card");
            assertThat(cards.first()).isVisible();

            // Then
            look.isInOrder();
        }
    }

    @Test
    void whoeverApprovesSeesTheIncidentHeal() {
        // Given
        Story story = trial.story("healed-by-click").opens().waitsForApproval();

        try (Look look = browser.open(incident(story), Size.DESKTOP, ColorScheme.DARK)) {
            Locator card = card(look.page(), "pool.recycle on healed-by-click");
            assertThat(card).containsText("db.client.operation.duration of healed-by-click");
            assertThat(card).containsText("payments asks a person at night");

            // When
            card.getByLabel("Your reason").fill("the pool is full");
            card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Approve"))
                    .click();
            await().until(() -> approvedWith(story, "the pool is full"));
            trial.step();
            story.heals();

            // Then
            assertThat(look.page().locator(".incident-head .chip")).hasText("healed");
            assertThat(card).hasCount(0);
            assertThat(look.page().locator(".step.verified")).containsText("0.011 is in 0.004 to 0.021");
            look.isInOrder();
        }
    }

    @Test
    void whatIsNewAppearsWithoutReloading() {
        try (Look look = browser.open(address, Size.DESKTOP, ColorScheme.LIGHT)) {
            // Given
            assertThat(look.page().locator("#link")).containsText("Live");

            // When
            trial.story("suddenly").opens();

            // Then
            assertThat(look.page().locator("#incidents")).containsText("suddenly waits for its database");
            look.isInOrder();
        }
    }

    @Test
    void aRestartIsSaidAndSurvived() {
        try (Line line = new Line(URI.create(address).getPort());
                Look look = browser.open(line.address(), Size.DESKTOP, ColorScheme.DARK)) {
            // Given
            Locator link = look.page().locator("#link");
            assertThat(link).hasText("Live");

            // When
            line.cut();
            assertThat(link).containsText("Connection lost at");
            trial.story("while-it-was-away").opens();
            line.mend();

            // Then
            assertThat(link).hasText("Live again");
            assertThat(look.page().locator("#incidents")).containsText("while-it-was-away waits for its database");
        }
    }

    @Test
    void pausingAsksForTheReasonAndShowsIt() {
        try (Look look = browser.open(address, Size.PHONE, ColorScheme.DARK)) {
            // Given
            Page page = look.page();
            page.locator("#automation").click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            Locator confirm = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Pause"));

            // When
            confirm.click();
            assertThat(dialog).containsText("Say why");
            dialog.getByLabel("Why").fill("the network is being moved");
            confirm.click();

            // Then
            assertThat(dialog).isHidden();
            assertThat(trial.journal().unappliedCommands())
                    .anySatisfy(command -> assertThat(command.reason()).isEqualTo("the network is being moved"));
            trial.step();
            assertThat(trial.journal().pause()).isPresent();
            trial.resume();
            look.isInOrder();
        }
    }

    @Test
    void aFigureOfAServiceOpensItsPast() {
        // Given
        trial.serves("plotted");

        try (Look look = browser.open(address, Size.DESKTOP, ColorScheme.DARK)) {
            // When
            look.page()
                    .getByTitle("http.server.request.duration of plotted: show its past")
                    .click();

            // Then
            assertThat(look.page().locator("#incident h2").first()).hasText("http.server.request.duration of plotted");
            assertThat(look.page().locator(".plot"))
                    .hasAttribute("aria-label", Pattern.compile(".*of plotted.*900.ms.*"));
            assertThat(look.page().locator(".plot canvas")).isVisible();
            look.isInOrder();
        }
    }

    @Test
    void whatIsBehindAPercentileIsReadBeneathThePlot() {
        try (Look look = browser.open(address, Size.DESKTOP, ColorScheme.LIGHT)) {
            // When
            Object reading = look.page().evaluate("""
                    async () => (await import('/views/plot.js')).reading({ unit: 's', domain: 'duration' },
                      { at: '2026-03-01T03:00:00Z', value: 0.9, expected: { low: 0.01, high: 0.03 },
                        spread: { mean: 0.2, p50: 0.02, p99: 1.2 } })
                    """);

            // Then
            assertThat(reading)
                    .asString()
                    .endsWith(": 900\u00a0ms, expected 10\u00a0ms to 30\u00a0ms, p50 20\u00a0ms, p99 1.2\u00a0s");
        }
    }

    @Test
    void anIncidentThatNobodyFeelsSaysSo() {
        // Given
        Story unfelt = trial.story("busy-and-unfelt").opensUnfelt();
        Story felt = trial.story("slow-and-felt").opens();

        try (Look look = browser.open(incident(unfelt), Size.PHONE, ColorScheme.LIGHT)) {
            // Then
            assertThat(look.page().locator(".incident-head .eyebrow")).containsText("low severity");
            assertThat(look.page().locator("#incidents .row[aria-current]")).containsText("open, low severity");
            look.isInOrder();
        }
        try (Look look = browser.open(incident(felt), Size.PHONE, ColorScheme.LIGHT)) {
            assertThat(look.page().locator(".incident-head h2")).containsText("slow-and-felt");
            assertThat(look.page().locator(".incident-head .eyebrow")).not().containsText("severity");
        }
    }

    @Test
    void aBrokenRuleFileIsShownWithItsLineWhileTheOldRulesStayLive() throws IOException {
        // Given
        Path file = trial.rules().resolve("healing/database.drl");
        String good = Files.readString(file);

        try (Look look = browser.open(address, Size.PHONE, ColorScheme.LIGHT)) {
            Locator rules = look.page().locator("#rules");
            assertThat(rules).containsText("db-pool-recycle");

            // When
            Files.writeString(file, good.replaceFirst("\nwhen\n", "\nwenn\n"));
            await().until(trial::refusesARuleFile);

            // Then
            assertThat(rules.locator(".problems code").first()).containsText("healing/database.drl:");
            assertThat(rules).containsText("db-pool-recycle");
            look.isInOrder();
        } finally {
            Files.writeString(file, good);
        }
    }

    @Test
    void aNameFromTelemetryIsTextAndNeverScript() {
        // Given
        Story story = trial.story("<img src=x onerror=alert(1)>").opens().waitsForApproval();

        try (Look look = browser.open(incident(story), Size.DESKTOP, ColorScheme.DARK)) {
            // Then
            assertThat(look.page().locator(".incident-head")).containsText("<img src=x onerror=alert(1)> waits");
            assertThat(look.page().locator("img")).hasCount(0);
            look.isInOrder();
        }
    }

    @ParameterizedTest
    @CsvSource({"DARK,1440,900,1", "LIGHT,390,844,2"})
    void whatAPersonMutesIsShownUntilTheyLiftIt(ColorScheme scheme, int width, int height, double scale) {
        String service = "muted-" + width;
        try (Look look = browser.open(address, new Size(width, height, scale), scheme)) {
            // Given
            Locator panel = look.page().locator("#mutes-panel");
            panel.getByText("Mute something").click();
            Locator mute = panel.getByRole(
                    AriaRole.BUTTON,
                    new Locator.GetByRoleOptions().setName("Mute").setExact(true));
            mute.click();
            assertThat(panel).containsText("Name a service, an action or a rule.");

            // When
            panel.getByLabel("Service").fill(service);
            panel.getByLabel("Why").fill("the disks are moved");
            mute.click();
            assertThat(panel).containsText("Muted from the next turn on: service " + service);
            trial.step();

            // Then
            assertThat(panel.locator(".mute")).containsText("by local: the disks are moved");
            assertThat(look.page().locator("#reasons")).containsText("muted: service " + service + " until");
            look.isInOrder();

            // When
            panel.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Lift"))
                    .click();
            Locator dialog = look.page().getByRole(AriaRole.DIALOG);
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Lift"))
                    .click();
            assertThat(dialog).isHidden();
            trial.step();

            // Then
            assertThat(panel).containsText("Nothing is muted.");
        }
    }

    private String incident(Story story) {
        return address + "#/incidents/"
                + URLEncoder.encode(story.incident(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private boolean approvedWith(Story story, String reason) {
        return trial.journal().unappliedCommands().stream()
                .anyMatch(command -> command instanceof Command.Approve approve
                        && approve.decision().equals(story.decision())
                        && approve.reason().equals(reason));
    }

    private static Locator card(Page page, String name) {
        return page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName(name));
    }
}
