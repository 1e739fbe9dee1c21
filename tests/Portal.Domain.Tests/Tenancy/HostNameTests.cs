using Portal.Domain.Tenancy;

namespace Portal.Domain.Tests.Tenancy;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("portal.example.com", "portal.example.com")]
    [InlineData("Portal.Example.COM.", "portal.example.com")]
    [InlineData(" portal.example.com ", "portal.example.com")]
    [InlineData("portal.bücher.de", "portal.xn--bcher-kva.de")]
    [InlineData("PORTAL.BÜCHER.de", "portal.xn--bcher-kva.de")]
    [InlineData("example.co.uk", "example.co.uk")]
    public void Parse_OfOneNameInManySpellings_IsOneName(string text, string host) => HostName.Parse(text, "portal.dev").Value.Value.ShouldBe(host);

    [Theory]
    [InlineData("", "A domain is required")]
    [InlineData("https://portal.example.com", "is an address")]
    [InlineData("portal.example.com:8080", "has a port")]
    [InlineData("*.example.com", "is a wildcard")]
    [InlineData("192.0.2.1", "is an IP address")]
    [InlineData("[2001:db8::1]", "is an IP address")]
    [InlineData("localhost", "is a single name")]
    [InlineData("portal.localhost", "no public DNS knows")]
    [InlineData("portal.local", "no public DNS knows")]
    [InlineData("com", "is a single name")]
    [InlineData("co.uk", "is a suffix that many share")]
    [InlineData("portal.dev", "belongs to this portal")]
    [InlineData("ACME.portal.dev.", "belongs to this portal")]
    [InlineData("under_score.example.com", "is not a host name")]
    [InlineData("two..dots.com", "is not a host name")]
    [InlineData("-hyphen.example.com", "is not a host name")]
    [InlineData("a b.example.com", "is not a host name")]
    public void Parse_OfWhatIsNotATenants_SaysWhy(string text, string because)
    {
        var field = HostName.Parse(text, "portal.dev").Error!.Fields.ShouldHaveSingleItem();
        field.Pointer.ShouldBe("/host");
        field.Message.ShouldContain(because);
    }

    [Fact]
    public void Parse_OfATooLongName_IsRefused() => HostName.Parse(string.Join('.', Enumerable.Repeat("abcdefghij", 30)) + ".com", "portal.dev").Succeeded.ShouldBeFalse();
}
