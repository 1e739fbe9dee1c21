using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Infrastructure.Tests.Tenancy.Keys;

/// <summary>Azure Key Vault with real RSA keys, and who issues its tokens: learn.microsoft.com/rest/api/keyvault/keys.</summary>
internal sealed class AzureDouble : KeyServiceDouble
{
    private readonly Dictionary<string, List<RSA>> _keys = [];
    private readonly HashSet<string> _deleted = [];
    private int _tokens;

    /// <summary>Tokens issued so far are not taken any more.</summary>
    public void ExpireTokens() => _tokens++;

    protected override void Configure(KeyOptions options)
    {
        options.Provider = "azure";
        (options.Azure.VaultUrl, options.Azure.Authority, options.Azure.DirectoryId) = (Url, Url, "directory");
        (options.Azure.ClientId, options.Azure.ClientSecret) = ("client", "s3cret");
    }

    protected override (int Status, JsonObject? Body) Answer(HttpRequest request, string body)
    {
        if (request.Path == "/directory/oauth2/v2.0/token")
        {
            var form = QueryHelpers.ParseQuery(body);
            Expect(request is { Method: "POST", ContentType: "application/x-www-form-urlencoded" } && form["grant_type"] == "client_credentials" && form["client_id"] == "client"
                && form["client_secret"] == "s3cret" && form["scope"] == "https://vault.azure.net/.default", "the token's form");
            return (200, new() { ["access_token"] = $"token-{_tokens}", ["token_type"] = "Bearer", ["expires_in"] = 3599 });
        }

        if (request.Headers.Authorization != $"Bearer token-{_tokens}")
        {
            return (401, new());
        }

        Expect(request.QueryString.Value == "?api-version=7.4", "the version of the API");
        var given = body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject();
        var parts = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method, parts) switch
        {
            ("GET", ["keys", var name]) => Known(name, keys => (200, Key(name, keys.Count))),
            ("POST", ["keys", var name, "create"]) => Create(name, given),
            ("POST", ["keys", var name, "rotate"]) => Known(name, keys =>
            {
                keys.Add(RSA.Create(2048));
                return (200, Key(name, keys.Count));
            }),
            ("DELETE", ["keys", var name]) => Known(name, _ => _keys.Remove(name) && _deleted.Add(name) ? (200, Key(name, 1)) : (500, null)),
            ("DELETE", ["deletedkeys", var name]) => _deleted.Remove(name) ? (204, null) : (404, new()),
            ("POST", ["keys", var name, var version, "wrapkey"]) => Known(name, keys => Use(name, version, given, value => keys[int.Parse(version, CultureInfo.InvariantCulture) - 1].Encrypt(value, RSAEncryptionPadding.OaepSHA256))),
            ("POST", ["keys", var name, var version, "unwrapkey"]) => Known(name, keys => Use(name, version, given, value => keys[int.Parse(version, CultureInfo.InvariantCulture) - 1].Decrypt(value, RSAEncryptionPadding.OaepSHA256))),
            _ => throw new InvalidOperationException($"{request.Method} {request.Path}"),
        };
    }

    private JsonObject Key(string name, int version) => new() { ["key"] = new JsonObject { ["kid"] = $"{Url}/keys/{name}/{version}" } };

    private (int, JsonObject?) Create(string name, JsonObject given)
    {
        Expect((string?)given["kty"] == "RSA" && (int?)given["key_size"] == 3072 && given["key_ops"]!.AsArray().Select(op => (string?)op).SequenceEqual(["wrapKey", "unwrapKey"]), "the new key");
        if (_deleted.Contains(name))
        {
            return (409, new());
        }

        _keys[name] = [RSA.Create(2048)];
        return (200, Key(name, 1));
    }

    private (int, JsonObject?) Known(string name, Func<List<RSA>, (int, JsonObject?)> use) => _keys.TryGetValue(name, out var keys) ? use(keys) : (404, new());

    private (int, JsonObject?) Use(string name, string version, JsonObject given, Func<byte[], byte[]> use)
    {
        Expect((string?)given["alg"] == "RSA-OAEP-256", "the algorithm");
        return (200, new() { ["kid"] = $"{Url}/keys/{name}/{version}", ["value"] = Base64Url.EncodeToString(use(Base64Url.DecodeFromChars((string)given["value"]!))) });
    }
}
