using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Infrastructure.Tenancy.Keys.Http;

namespace Portal.Infrastructure.Tenancy.Keys.Azure;

/// <summary>
/// Azure Key Vault: RSA-OAEP-256. That takes no additional data, so the SHA-256 of the owner's name is wrapped behind the key and compared afterwards.
/// API: learn.microsoft.com/rest/api/keyvault/keys, version 7.4.
/// </summary>
internal sealed class AzureKeyEncryption(KeyService service, AzureTokens tokens, AzureKeyOptions options) : IKeyEncryption
{
    public const string Name = "azure";
    private const string Algorithm = "RSA-OAEP-256";
    private const string Version = "?api-version=7.4";

    public string Provider => Name;

    private bool IsShared => options.KeyName.Length > 0;

    private string Vault => options.VaultUrl.TrimEnd('/');

    public async Task<WrappedKey> WrapAsync(KeyOwner owner, ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        var id = await FindAsync(owner, cancellationToken) ?? await MakeAsync(owner, cancellationToken);
        var content = new byte[key.Length + SHA256.HashSizeInBytes];
        try
        {
            key.CopyTo(content);
            SHA256.HashData(Encoding.ASCII.GetBytes(owner.Name), content.AsSpan(key.Length));
            var answer = Require(await AskAsync(HttpMethod.Post, $"{id}/wrapkey", Value(content), cancellationToken), "Wrapping");
            return new(Name, answer.Text("kid") ?? id, Base64Url.DecodeFromChars(answer.Text("value") ?? throw service.Refused("Wrapping", answer)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    public async Task<byte[]> UnwrapAsync(KeyOwner owner, WrappedKey wrapped, CancellationToken cancellationToken)
    {
        if (!wrapped.KeyId.StartsWith($"{Vault}/keys/", StringComparison.OrdinalIgnoreCase))
        {
            // The id becomes an address that the token is sent to.
            throw KeyFailures.Away(Name, $"A key was wrapped by {wrapped.KeyId}, which is not in {Vault}.");
        }

        var answer = await AskAsync(HttpMethod.Post, $"{wrapped.KeyId}/unwrapkey", Value(wrapped.Bytes), cancellationToken);
        if (!IsShared && answer.Status == HttpStatusCode.NotFound)
        {
            throw KeyFailures.Destroyed(owner);
        }

        var content = Base64Url.DecodeFromChars(Require(answer, "Unwrapping").Text("value") ?? throw service.Refused("Unwrapping", answer));
        try
        {
            var length = content.Length - SHA256.HashSizeInBytes;
            return length > 0 && CryptographicOperations.FixedTimeEquals(content.AsSpan(length), SHA256.HashData(Encoding.ASCII.GetBytes(owner.Name)))
                ? content[..length]
                : throw KeyFailures.Away(Name, $"What {wrapped.KeyId} unwrapped is not the key of {owner}.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    public async Task RotateAsync(KeyOwner owner, CancellationToken cancellationToken) =>
        Require(await AskAsync(HttpMethod.Post, $"{Vault}/keys/{KeyName(owner)}/rotate", [], cancellationToken), "Rotating");

    public async Task<string> DestroyAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        if (IsShared)
        {
            return "The key in the vault is all tenants' and stays: until they expire, backups of the database can be read by whoever may use that key.";
        }

        var deleted = await AskAsync(HttpMethod.Delete, $"{Vault}/keys/{KeyName(owner)}", null, cancellationToken);
        if (deleted.Status != HttpStatusCode.NotFound)
        {
            Require(deleted, "Deleting the key");
        }

        var purged = await AskAsync(HttpMethod.Delete, $"{Vault}/deletedkeys/{KeyName(owner)}", null, cancellationToken);
        return purged.Succeeded || purged.Status == HttpStatusCode.NotFound
            ? $"The key {KeyName(owner)} is deleted and purged."
            : $"The key {KeyName(owner)} is deleted; the vault keeps it for its retention time, and purges it then.";
    }

    private static JsonObject Value(byte[] bytes) => new() { ["alg"] = Algorithm, ["value"] = Base64Url.EncodeToString(bytes) };

    private string KeyName(KeyOwner owner) => IsShared ? options.KeyName : options.Prefix + owner.Name;

    /// <summary>The newest version.</summary>
    private async Task<string?> FindAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(HttpMethod.Get, $"{Vault}/keys/{KeyName(owner)}", null, cancellationToken);
        return answer.Status == HttpStatusCode.NotFound && !IsShared ? null : Require(answer, "Reading the key").Text("key", "kid");
    }

    private async Task<string> MakeAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["kty"] = "RSA", ["key_size"] = 3072, ["key_ops"] = new JsonArray("wrapKey", "unwrapKey") };
        var answer = await AskAsync(HttpMethod.Post, $"{Vault}/keys/{KeyName(owner)}/create", request, cancellationToken);
        // Deleted, and not purged yet.
        return answer.Status == HttpStatusCode.Conflict
            ? throw KeyFailures.Destroyed(owner)
            : Require(answer, "Making a key").Text("key", "kid") ?? throw service.Refused("Making a key", answer);
    }

    private KeyServiceAnswer Require(KeyServiceAnswer answer, string what) => answer.Succeeded ? answer : throw service.Refused(what, answer);

    private async Task<KeyServiceAnswer> AskAsync(HttpMethod method, string address, JsonObject? body, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(method, address, body, cancellationToken);
        if (answer.Status == HttpStatusCode.Unauthorized)
        {
            tokens.Forget();
            answer = await SendAsync(method, address, body, cancellationToken);
        }

        return answer;
    }

    private async Task<KeyServiceAnswer> SendAsync(HttpMethod method, string address, JsonObject? body, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(cancellationToken);
        return await service.AskAsync(
            () => new(method, address + Version)
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
                Content = body is null ? null : JsonContent.Create(body),
            },
            cancellationToken);
    }
}
