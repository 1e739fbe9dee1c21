using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Portal.Operators.Remediations;

namespace Portal.Operators.Tests.Remediations;

public sealed class CredentialEndTests
{
    private static readonly DateTimeOffset End = new(2031, 4, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_ACertificate_IsWhenItEnds()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=metrics", key, HashAlgorithmName.SHA256).CreateSelfSigned(End.AddYears(-1), End);
        CredentialEnd.Of($"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}").ShouldBe(End);
    }

    [Fact]
    public void Of_AToken_IsItsClaim() => CredentialEnd.Of(Token($$"""{"iss":"x","exp":{{End.ToUnixTimeSeconds()}}}""")).ShouldBe(End);

    [Theory]
    [InlineData("""{"iss":"x"}""")]
    [InlineData("""{"exp":"tomorrow"}""")]
    [InlineData("""{"exp":-1}""")]
    [InlineData("""{"exp":1e300}""")]
    [InlineData("[1]")]
    [InlineData("{")]
    public void Of_ATokenThatDoesNotSay_IsUnknown(string claims) => CredentialEnd.Of(Token(claims)).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("dd-api-key-0123456789")]
    [InlineData("a.b.c")]
    [InlineData("a.ÿ%.c")]
    [InlineData("-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----")]
    public void Of_WhatIsNeither_IsUnknown(string credential) => CredentialEnd.Of(credential).ShouldBeNull();

    private static string Token(string claims) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c2ln";
}
