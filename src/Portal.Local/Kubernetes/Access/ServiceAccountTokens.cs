using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Access;

/// <summary>
/// Tokens of service accounts: signed claims with an end. One is good as long as its account is there, the same one by its uid. Signed with the cluster's
/// own secret, so that they outlast a restart.
/// </summary>
internal sealed class ServiceAccountTokens(ClusterStore store, string secret, TimeProvider clock)
{
    private const string Head = """{"alg":"HS256","typ":"JWT"}""";
    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes("service-accounts:" + secret));

    /// <summary>A token, or null when there is no such account.</summary>
    public (string Token, DateTimeOffset Until)? Issue(string inNamespace, string name, TimeSpan lifetime)
    {
        if (Account(inNamespace, name) is not { } account)
        {
            return null;
        }

        var until = clock.GetUtcNow() + lifetime;
        var claims = new JsonObject
        {
            ["sub"] = RequestUser.ServiceAccount(inNamespace, name).Name,
            ["exp"] = until.ToUnixTimeSeconds(),
            ["uid"] = account.Uid,
        };
        var signed = $"{Encode(Encoding.UTF8.GetBytes(Head))}.{Encode(JsonText.Bytes(claims))}";
        return ($"{signed}.{Encode(Sign(signed))}", until);
    }

    /// <summary>Whose token it is; null when it is none, has ended, or its account is gone.</summary>
    public RequestUser? Find(string token)
    {
        if (token.Split('.') is not [var head, var body, var signature] || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Encode(Sign($"{head}.{body}"))), Encoding.ASCII.GetBytes(signature)))
        {
            return null;
        }

        var claims = JsonSerializer.Deserialize<JsonObject>(System.Buffers.Text.Base64Url.DecodeFromChars(body));
        return claims.Text("sub")?.Split(':') is [_, _, var inNamespace, var name]
            && claims.Number("exp") > clock.GetUtcNow().ToUnixTimeSeconds()
            && Account(inNamespace, name)?.Uid == claims.Text("uid")
            ? RequestUser.ServiceAccount(inNamespace, name)
            : null;
    }

    private StoredObject? Account(string inNamespace, string name) => store.Get(new ObjectKey(Collections.ServiceAccounts, inNamespace, name));

    private byte[] Sign(string text) => HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(text));

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
