using Portal.Tenancy.Limits;

namespace Portal.Tests.Tenancy.Limits;

public sealed class RateLimitOptionsTests
{
    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("10.1.2.3")]
    [InlineData("fd00::/8")]
    [InlineData("::1")]
    public void Validate_OfAProxyByAddressOrNetwork_IsFine(string proxy) => Validate(proxy).ShouldBeNull();

    [Theory]
    [InlineData("proxy.internal")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/8, 10.1.0.0/16")]
    [InlineData("")]
    public void Validate_OfAProxyThatIsNeither_NamesIt(string proxy) =>
        Validate("10.0.0.1", proxy).ShouldBe([$"RateLimits:TrustedProxies \"{proxy}\" is neither an address nor a network such as 10.0.0.0/8; set RateLimits__TrustedProxies__0."]);

    private static IEnumerable<string>? Validate(params string[] proxies)
    {
        var options = new RateLimitOptions();
        foreach (var proxy in proxies)
        {
            options.TrustedProxies.Add(proxy);
        }

        return new RateLimitOptionsValidation().Validate(null, options).Failures;
    }
}
