using System.Net;
using System.Text;
using Portal.Domain.Operations.Webhooks;

namespace Portal.Domain.Tests.Operations.Webhooks;

public sealed class WebhookRuleTests
{
    [Fact]
    public void Signature_OfTheStandardsOwnExample_IsTheStandards() => WebhookSignature.Write(
            [Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), Encoding.UTF8.GetBytes("{\"test\": 2432232314}"))
        .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void Signature_OfTwoKeys_IsBothWithASpace() => WebhookSignature.Write([[1], [2]], "id", DateTimeOffset.UnixEpoch, [])
        .Split(' ').Select(part => part[..3]).ShouldBe(["v1,", "v1,"]);

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:db8::1")]
    public void IsPublic_OfWhatIsNot_IsFalse(string address) => AddressRange.IsPublic(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    public void IsPublic_OfAnInternetAddress_IsTrue(string address) => AddressRange.IsPublic(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("https://hooks.example.com/portal?x=1", false, null)]
    [InlineData("http://hooks.example.com", true, null)]
    [InlineData("http://hooks.example.com", false, "An address begins with https://, e.g. https://hooks.example.com/portal.")]
    [InlineData("ftp://hooks.example.com", true, "An address begins with https://, e.g. https://hooks.example.com/portal.")]
    [InlineData("https://me:pw@hooks.example.com", false, "An address has no user name or password in it: who receives checks the signature.")]
    [InlineData("https://hooks.example.com/#x", false, "An address has no fragment (#…): it would not be sent.")]
    [InlineData("", false, "An address is required.")]
    public void Url_IsCheckedWithoutAskingAnybody(string url, bool insecure, string? fault) => WebhookUrl.Check(url, insecure)?.Message.ShouldBe(fault);
}
