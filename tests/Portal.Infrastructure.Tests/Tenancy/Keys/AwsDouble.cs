using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Infrastructure.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys.Aws;

namespace Portal.Infrastructure.Tests.Tenancy.Keys;

/// <summary>AWS KMS: docs.aws.amazon.com/kms/latest/APIReference. Checks the signature of every request.</summary>
internal sealed class AwsDouble : KeyServiceDouble
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private readonly Dictionary<string, string> _aliases = [];
    private readonly Dictionary<string, (int Version, bool IsDeleted)> _keys = [];

    protected override void Configure(KeyOptions options)
    {
        options.Provider = "aws";
        (options.Aws.Region, options.Aws.AccessKeyId, options.Aws.SecretAccessKey, options.Aws.Endpoint) = ("eu-central-1", "AKIDEXAMPLE", Secret, Url + "/");
    }

    protected override (int Status, JsonObject? Body) Answer(HttpRequest request, string body)
    {
        Expect(request is { Method: "POST", Path.Value: "/", ContentType: "application/x-amz-json-1.1" }, "POST / of application/x-amz-json-1.1");
        CheckSignature(request, body);
        var given = JsonNode.Parse(body)!.AsObject();
        return ((string)request.Headers["X-Amz-Target"]!)["TrentService.".Length..] switch
        {
            "CreateKey" => Create(given),
            "CreateAlias" => Alias((string)given["AliasName"]!, (string)given["TargetKeyId"]!),
            "DescribeKey" => With(given, id => (200, new() { ["KeyMetadata"] = new JsonObject { ["KeyId"] = id } })),
            "RotateKeyOnDemand" => With(given, id =>
            {
                Expect(!((string)given["KeyId"]!).StartsWith("alias/", StringComparison.Ordinal), "an alias is not taken here");
                _keys[id] = _keys[id] with { Version = _keys[id].Version + 1 };
                return (200, new() { ["KeyId"] = id });
            }),
            "ScheduleKeyDeletion" => With(given, id =>
            {
                Expect((int)given["PendingWindowInDays"]! is >= 7 and <= 30, "7 to 30 days");
                if (_keys[id].IsDeleted)
                {
                    return (400, Error("KMSInvalidStateException"));
                }

                _keys[id] = _keys[id] with { IsDeleted = true };
                return (200, new() { ["KeyId"] = id });
            }),
            "Encrypt" => Use(given, id => (200, new()
            {
                ["KeyId"] = Arn(id), ["EncryptionAlgorithm"] = "SYMMETRIC_DEFAULT",
                ["CiphertextBlob"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}|{given["EncryptionContext"]!.ToJsonString()}|{given["Plaintext"]}").Reverse().ToArray()),
            })),
            "Decrypt" => Use(given, id =>
            {
                var opened = Encoding.UTF8.GetString([.. Convert.FromBase64String((string)given["CiphertextBlob"]!).Reverse()]).Split('|');
                return opened[0] == id && opened[1] == given["EncryptionContext"]!.ToJsonString()
                    ? (200, new() { ["KeyId"] = Arn(id), ["Plaintext"] = opened[2] })
                    : (400, Error("InvalidCiphertextException"));
            }),
            var other => throw new InvalidOperationException(other),
        };
    }

    private static string Arn(string id) => $"arn:aws:kms:eu-central-1:111122223333:key/{id}";

    private static JsonObject Error(string type) => new() { ["__type"] = type, ["message"] = "said by the double" };

    private (int, JsonObject?) Create(JsonObject given)
    {
        Expect((string?)given["KeyUsage"] == "ENCRYPT_DECRYPT" && (string?)given["KeySpec"] == "SYMMETRIC_DEFAULT", "usage and spec");
        var id = Guid.NewGuid().ToString();
        _keys[id] = (1, false);
        return (200, new() { ["KeyMetadata"] = new JsonObject { ["KeyId"] = id } });
    }

    private (int, JsonObject?) Alias(string name, string id)
    {
        Expect(name.StartsWith("alias/portal/", StringComparison.Ordinal), name);
        return _aliases.TryAdd(name, id) ? (200, null) : (400, Error("AlreadyExistsException"));
    }

    private (int, JsonObject?) With(JsonObject given, Func<string, (int, JsonObject?)> use)
    {
        var named = (string)given["KeyId"]!;
        var id = named.StartsWith("alias/", StringComparison.Ordinal) ? _aliases.GetValueOrDefault(named) : named.Split('/')[^1];
        return id is null || !_keys.ContainsKey(id) ? (400, Error("NotFoundException")) : use(id);
    }

    private (int, JsonObject?) Use(JsonObject given, Func<string, (int, JsonObject?)> use) =>
        With(given, id => _keys[id].IsDeleted ? (400, Error("KMSInvalidStateException")) : use(id));

    private void CheckSignature(HttpRequest request, string body)
    {
        var authorization = request.Headers.Authorization.ToString();
        using var again = new HttpRequestMessage(HttpMethod.Post, $"{Url}/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        again.Content.Headers.ContentType = new(request.ContentType!);
        again.Headers.TryAddWithoutValidation("X-Amz-Target", (string?)request.Headers["X-Amz-Target"]);
        SignatureV4.Sign(again, Encoding.UTF8.GetBytes(body), new("AKIDEXAMPLE", Secret, ""), "eu-central-1", "kms", Clock.Now);
        Expect(authorization == again.Headers.GetValues("Authorization").Single(), "the signature");
        Expect(authorization.Contains("SignedHeaders=content-type;host;x-amz-date;x-amz-target,", StringComparison.Ordinal), "the signed headers");
    }
}
