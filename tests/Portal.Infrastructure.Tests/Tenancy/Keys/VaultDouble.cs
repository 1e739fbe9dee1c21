using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Infrastructure.Tests.Tenancy.Keys;

/// <summary>Vault's transit engine: developer.hashicorp.com/vault/api-docs/secret/transit.</summary>
internal sealed class VaultDouble : KeyServiceDouble
{
    private readonly Dictionary<string, (int Version, bool MayBeDeleted)> _keys = [];

    protected override void Configure(KeyOptions options) => (options.Provider, options.Vault.Address, options.Vault.Token) = ("vault", Url, "s.token");

    protected override (int Status, JsonObject? Body) Answer(HttpRequest request, string body)
    {
        Expect(request.Headers["X-Vault-Token"] == "s.token", "the token");
        var parts = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        Expect(parts is ["v1", "transit", ..], request.Path);
        var given = body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject();
        var name = parts[3];
        return (request.Method, parts[2], parts.Length > 4 ? parts[4] : "") switch
        {
            ("GET", "keys", "") => _keys.ContainsKey(name) ? (200, new() { ["data"] = new JsonObject { ["name"] = name } }) : (404, new() { ["errors"] = new JsonArray() }),
            ("POST", "keys", "") => Make(name, given),
            ("POST", "keys", "rotate") => Change(name, key => key with { Version = key.Version + 1 }),
            ("POST", "keys", "config") => Change(name, key => key with { MayBeDeleted = (bool)given["deletion_allowed"]! }),
            ("DELETE", "keys", "") => _keys[name].MayBeDeleted && _keys.Remove(name) ? (204, null) : (400, Error("deletion is not allowed for this key")),
            ("POST", "encrypt", "") => Encrypt(name, given),
            ("POST", "decrypt", "") => Decrypt(name, given),
            _ => throw new InvalidOperationException($"{request.Method} {request.Path}"),
        };
    }

    private static JsonObject Error(string text) => new() { ["errors"] = new JsonArray(text) };

    private (int, JsonObject?) Make(string name, JsonObject given)
    {
        Expect((string?)given["type"] == "aes256-gcm96", "type");
        _keys.TryAdd(name, (1, false));
        return (200, new());
    }

    private (int, JsonObject?) Change(string name, Func<(int Version, bool MayBeDeleted), (int, bool)> change)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            return (400, Error("no existing key named " + name));
        }

        _keys[name] = change(key);
        return (200, new());
    }

    private (int, JsonObject?) Encrypt(string name, JsonObject given)
    {
        var version = _keys[name].Version;
        var sealedText = $"{name}|{given["associated_data"]}|{given["plaintext"]}";
        Convert.FromBase64String((string)given["plaintext"]!).Length.ShouldBe(32);
        var ciphertext = string.Create(CultureInfo.InvariantCulture, $"vault:v{version}:{Convert.ToBase64String(Encoding.UTF8.GetBytes(sealedText).Reverse().ToArray())}");
        return (200, new() { ["data"] = new JsonObject { ["ciphertext"] = ciphertext, ["key_version"] = version } });
    }

    private (int, JsonObject?) Decrypt(string name, JsonObject given)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            return (400, Error("encryption key not found"));
        }

        var parts = ((string)given["ciphertext"]!).Split(':');
        Expect(parts[0] == "vault" && int.Parse(parts[1][1..], CultureInfo.InvariantCulture) <= key.Version, "the ciphertext's version");
        var opened = Encoding.UTF8.GetString([.. Convert.FromBase64String(parts[2]).Reverse()]).Split('|');
        return opened[0] == name && opened[1] == (string?)given["associated_data"]
            ? (200, new() { ["data"] = new JsonObject { ["plaintext"] = opened[2] } })
            : (400, Error("cipher: message authentication failed"));
    }
}
