package nightshift.api.page;

import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import nightshift.api.NightshiftOnTrial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The page of a Nightshift on trial, and one browser to look at it for all tests of a class.
abstract class PageOnTrial {
    protected static Browser browser;

    @Inject
    protected NightshiftOnTrial trial;

    @TestHTTPResource("/")
    protected String address;

    @BeforeAll
    static void openTheBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }
}
