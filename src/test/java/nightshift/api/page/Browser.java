package nightshift.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import nightshift.Missing;

/// A headless Chromium of this machine. Where there is none the test is skipped, loudly, except on CI.
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Path program) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    public static Browser start() {
        Optional<Path> program = program();
        return new Browser(program.orElseThrow(() ->
                Missing.skips("the page is not tested in a browser, no Chromium here: install one (Debian: apt-get"
                        + " install chromium) or name its program in NIGHTSHIFT_CHROMIUM")));
    }

    private static Optional<Path> program() {
        Stream<Path> named = Stream.ofNullable(System.getenv("NIGHTSHIFT_CHROMIUM"))
                .filter(name -> !name.isEmpty())
                .map(Path::of);
        Stream<Path> onPath = NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)));
        return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
    }

    /// A fresh look at the page, which remembers all that went wrong in it.
    public Look open(String address, Size size, ColorScheme scheme) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(size.width(), size.height())
                .setDeviceScaleFactor(size.scale())
                .setColorScheme(scheme));
        Page page = context.newPage();
        List<String> complaints = new CopyOnWriteArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add("console: " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("error: " + error));
        page.onResponse(response -> {
            if (response.status() >= 400) {
                complaints.add(response.status() + ": " + response.url());
            }
        });
        page.navigate(address);
        return new Look(context, page, complaints);
    }

    /// Pixels of the window, and how many of the screen's make one.
    public record Size(int width, int height, double scale) {
        public static final Size DESKTOP = new Size(1440, 900, 1);
        public static final Size PHONE = new Size(390, 844, 2);
    }

    /// One window on the page.
    public record Look(BrowserContext context, Page page, List<String> complaints) implements AutoCloseable {
        public void isInOrder() {
            assertThat(complaints).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .as("nothing is wider than the window")
                    .isEqualTo(true);
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .extracting(Rule::getId, rule -> rule.getNodes().getFirst().getHtml())
                    .isEmpty();
        }

        @Override
        public void close() {
            context.close();
        }
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
