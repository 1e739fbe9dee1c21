using System.Text;
using Portal.Infrastructure.Billing.Stripe;

namespace Portal.Infrastructure.Tests.Billing;

public sealed class StripeSignatureTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly byte[] Body = "{\"id\":\"evt_1\"}"u8.ToArray();

    // printf '1700000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test
    private const string Signature = "c89214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925";

    [Fact]
    public void IsValid_OfASignatureByAnotherProgram_IsTrue() => Valid($"t=1700000000,v1={Signature}").ShouldBeTrue();

    [Fact]
    public void IsValid_WithOneMatchAmongSeveral_IsTrue() => Valid($"t=1700000000,v1={new string('0', 64)},v0=abc,v1={Signature}").ShouldBeTrue();

    [Fact]
    public void IsValid_WithTwoSecrets_TakesEither() =>
        StripeSignature.IsValid(Body, $"t=1700000000,v1={Signature}", "whsec_new,whsec_test", At).ShouldBeTrue();

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void IsValid_AtTheEdgeOfTheTolerance_Decides(int seconds, bool valid) =>
        StripeSignature.IsValid(Body, $"t=1700000000,v1={Signature}", "whsec_test", At.AddSeconds(seconds)).ShouldBe(valid);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=1700000000")]
    [InlineData("v1=" + Signature)]
    [InlineData("t=1700000001,v1=" + Signature)]
    [InlineData("t=1700000000,v0=" + Signature)]
    [InlineData("t=1700000000,v1=zz")]
    [InlineData("t=x,v1=" + Signature)]
    [InlineData(",,,=,=")]
    public void IsValid_OfAnotherHeader_IsFalse(string? header) => Valid(header).ShouldBeFalse();

    [Fact]
    public void IsValid_OfChangedBytes_IsFalse() => StripeSignature.IsValid(
        Encoding.UTF8.GetBytes("{\"id\": \"evt_1\"}"), $"t=1700000000,v1={Signature}", "whsec_test", At).ShouldBeFalse();

    private static bool Valid(string? header) => StripeSignature.IsValid(Body, header, "whsec_test", At);
}
