package nightshift.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private static final String SECRET = "correct-horse-battery-staple";
    private static final Gate LOCAL = new Gate(new Exposure("127.0.0.1", Tokens.parse("")), Set.of(), Set.of());
    private static final Gate EXPOSED = new Gate(
            new Exposure("0.0.0.0", Tokens.parse("maria:" + SECRET + ",another-long-secret")),
            Set.of(),
            Set.of("10.0.0.7"));

    private static final Gate GUARDED =
            new Gate(new Exposure("127.0.0.1", Tokens.parse("maria:" + SECRET)), Set.of(), Set.of());

    @Test
    void onThisMachineWhoeverAsksIsLocalWhateverTheyCallThemselves() {
        assertThat(LOCAL.change(knock("localhost:8080", null, null, null, "maria")))
                .isEqualTo(new Gate.Answer.Enter("local"));
        assertThat(LOCAL.change(knock("127.0.0.1:8080", null, null, null, null)))
                .isEqualTo(new Gate.Answer.Enter("local"));
    }

    @Test
    void whereTokensAreConfiguredAChangeNeedsOneOnThisMachineToo() {
        assertThat(GUARDED.change(knock("localhost:8080", null, null, null, "maria")))
                .isInstanceOfSatisfying(
                        Gate.Answer.Refuse.class,
                        refuse -> assertThat(refuse.status()).isEqualTo(401));
        assertThat(GUARDED.change(knock("localhost:8080", null, null, "Bearer " + SECRET, null)))
                .isEqualTo(new Gate.Answer.Enter("maria"));
    }

    @Test
    void aTrustedProxySaysWhoItIsAndNobodyElseDoes() {
        assertThat(EXPOSED.change(from("10.0.0.7", "maria"))).isEqualTo(new Gate.Answer.Enter("maria"));
        assertThat(EXPOSED.change(from("10.0.0.7", "m\r\nx<b>"))).isEqualTo(new Gate.Answer.Enter("mxb"));
        assertThat(EXPOSED.change(from("10.0.0.8", "maria"))).isInstanceOf(Gate.Answer.Refuse.class);
        assertThat(EXPOSED.change(from("10.0.0.7", "\r\n"))).isInstanceOf(Gate.Answer.Refuse.class);
        assertThat(EXPOSED.change(from("10.0.0.7", null))).isInstanceOf(Gate.Answer.Refuse.class);
    }

    private static Gate.Knock from(String address, String user) {
        return new Gate.Knock("ns.example", null, null, null, user, address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "local host", "localhost:", "localhost:123456", "[::1", "::1", "a/b", "a@b", "-a"})
    void aHostThatIsNoneIsABadRequest(String host) {
        assertThat(LOCAL.strangeHost(host))
                .hasValueSatisfying(refuse -> assertThat(refuse.status()).isEqualTo(400));
        assertThat(EXPOSED.strangeHost(host))
                .hasValueSatisfying(refuse -> assertThat(refuse.status()).isEqualTo(400));
    }

    @Test
    void aHostThatIsMissingIsABadRequest() {
        assertThat(LOCAL.strangeHost(null))
                .hasValueSatisfying(refuse -> assertThat(refuse.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "LOCALHOST:1", "127.0.0.1:8080", "[::1]:8080"})
    void thisMachineHasSeveralNames(String host) {
        assertThat(LOCAL.strangeHost(host)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example"})
    void aNameThatSomebodyPointedHereIsRefused(String host) {
        assertThat(LOCAL.change(knock(host, null, null, null, null))).isInstanceOf(Gate.Answer.Refuse.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost:9999", "null", "http://127.0.0.1:8080"})
    void aPageOfAnotherOriginIsRefused(String origin) {
        assertThat(LOCAL.change(knock("localhost:8080", origin, null, null, null)))
                .isInstanceOfSatisfying(
                        Gate.Answer.Refuse.class,
                        refuse -> assertThat(refuse.status()).isEqualTo(403));
    }

    @Test
    void theOwnPageIsLetIn() {
        assertThat(LOCAL.change(knock("localhost:8080", "http://localhost:8080", "same-origin", null, null)))
                .isEqualTo(new Gate.Answer.Enter("local"));
    }

    @Test
    void aRequestThatTheBrowserCallsCrossSiteIsRefusedWithoutAnOrigin() {
        assertThat(LOCAL.change(knock("localhost:8080", null, "cross-site", null, null)))
                .isInstanceOf(Gate.Answer.Refuse.class);
    }

    @Test
    void whereOthersCanReachItAChangeNeedsAToken() {
        assertThat(EXPOSED.change(knock("ns.example", null, null, null, "maria")))
                .isInstanceOfSatisfying(
                        Gate.Answer.Refuse.class,
                        refuse -> assertThat(refuse.status()).isEqualTo(401));
        assertThat(EXPOSED.change(knock("ns.example", null, null, "Bearer " + SECRET + "x", null)))
                .isInstanceOf(Gate.Answer.Refuse.class);
    }

    @Test
    void theTokenSaysWhoItIsWhateverTheHeaderClaims() {
        assertThat(EXPOSED.change(knock("ns.example", null, null, "Bearer " + SECRET, "root")))
                .isEqualTo(new Gate.Answer.Enter("maria"));
        assertThat(EXPOSED.change(knock("ns.example", null, null, "bearer another-long-secret", null)))
                .isEqualTo(new Gate.Answer.Enter("token"));
    }

    @Test
    void anotherAddressWithoutATokenRefusesTheStartWithASentence() {
        assertThat(new Exposure("0.0.0.0", Tokens.parse("")).refusal())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("0.0.0.0", "nightshift.token"));
        assertThat(new Exposure("0.0.0.0", Tokens.parse(SECRET)).refusal()).isEmpty();
        assertThat(new Exposure("127.0.0.1", Tokens.parse("")).refusal()).isEmpty();
        assertThat(new Exposure("localhost", Tokens.parse("")).refusal()).isEmpty();
        assertThat(new Exposure("no-such-name.invalid", Tokens.parse("")).refusal())
                .isPresent();
    }

    @Test
    void aSecretThatIsTooShortIsNamedButNotTold() {
        assertThatThrownBy(() -> Tokens.parse("maria:hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'maria' has 7 characters")
                .hasMessageNotContaining("hunter2");
    }

    private static Gate.Knock knock(String host, String origin, String fetchSite, String authorization, String user) {
        return new Gate.Knock(host, origin, fetchSite, authorization, user, "127.0.0.1");
    }
}
