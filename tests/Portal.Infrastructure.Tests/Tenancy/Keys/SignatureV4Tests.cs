using System.Text;
using Portal.Infrastructure.Tenancy.Keys.Aws;

namespace Portal.Infrastructure.Tests.Tenancy.Keys;

/// <summary>Vectors of AWS's published test suite for Signature Version 4 (aws-sig-v4-test-suite).</summary>
public sealed class SignatureV4Tests
{
    private static readonly DateTimeOffset Time = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);
    private static readonly AwsCredentials Credentials = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "");

    [Theory]
    [InlineData("GET", "/", "", "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "/", "", "host;x-amz-date", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("GET", "/?Param2=value2&Param1=value1", "", "host;x-amz-date", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("POST", "/", "Param1=value1", "content-type;host;x-amz-date", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a")]
    public void Sign_OfAPublishedRequest_IsThePublishedSignature(string method, string path, string body, string headers, string signature)
    {
        using var request = new HttpRequestMessage(new(method), "https://example.amazonaws.com" + path);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        }

        SignatureV4.Sign(request, Encoding.UTF8.GetBytes(body), Credentials, "us-east-1", "service", Time);

        request.Headers.GetValues("Authorization").Single().ShouldBe(
            $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders={headers}, Signature={signature}");
    }

    [Fact]
    public void Sign_WithASessionToken_SignsItToo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://example.amazonaws.com/");
        SignatureV4.Sign(request, [], Credentials with { SessionToken = "token" }, "us-east-1", "service", Time);
        request.Headers.GetValues("Authorization").Single().ShouldContain("SignedHeaders=host;x-amz-date;x-amz-security-token,");
    }
}
