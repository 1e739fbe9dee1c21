using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Infrastructure.Tenancy.Keys.Http;

namespace Portal.Infrastructure.Tenancy.Keys.Vault;

/// <summary>
/// Vault's transit engine, one key an owner, made when first needed. The owner is associated data, so a wrapped key is nobody else's.
/// API: developer.hashicorp.com/vault/api-docs/secret/transit.
/// </summary>
internal sealed class VaultKeyEncryption(KeyService service, VaultOptions options) : IKeyEncryption
{
    public const string Name = "vault";

    public string Provider => Name;

    public async Task<WrappedKey> WrapAsync(KeyOwner owner, ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["plaintext"] = Convert.ToBase64String(key.Span), ["associated_data"] = Data(owner) };
        // A token that may only encrypt is refused a key that does not exist with 400 or 403; one that may also create would make a key of another type.
        if ((await AskAsync(HttpMethod.Get, $"keys/{KeyName(owner)}", null, cancellationToken)).Status == HttpStatusCode.NotFound)
        {
            var made = await AskAsync(HttpMethod.Post, $"keys/{KeyName(owner)}", new() { ["type"] = "aes256-gcm96" }, cancellationToken);
            Require(made, "Making a key");
        }

        var answer = Require(await AskAsync(HttpMethod.Post, $"encrypt/{KeyName(owner)}", body, cancellationToken), "Encrypting");
        var ciphertext = answer.Text("data", "ciphertext") ?? throw service.Refused("Encrypting", answer);
        // vault:v3:…
        return new(Name, $"{KeyName(owner)}:{ciphertext.Split(':')[1]}", Encoding.ASCII.GetBytes(ciphertext));
    }

    public async Task<byte[]> UnwrapAsync(KeyOwner owner, WrappedKey wrapped, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["ciphertext"] = Encoding.ASCII.GetString(wrapped.Bytes), ["associated_data"] = Data(owner) };
        var answer = await AskAsync(HttpMethod.Post, $"decrypt/{KeyName(owner)}", body, cancellationToken);
        if (!answer.Succeeded && (await AskAsync(HttpMethod.Get, $"keys/{KeyName(owner)}", null, cancellationToken)).Status == HttpStatusCode.NotFound)
        {
            throw KeyFailures.Destroyed(owner);
        }

        return Convert.FromBase64String(Require(answer, "Decrypting").Text("data", "plaintext") ?? throw service.Refused("Decrypting", answer));
    }

    public async Task RotateAsync(KeyOwner owner, CancellationToken cancellationToken) =>
        Require(await AskAsync(HttpMethod.Post, $"keys/{KeyName(owner)}/rotate", [], cancellationToken), "Rotating");

    public async Task<string> DestroyAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        var allowed = await AskAsync(HttpMethod.Post, $"keys/{KeyName(owner)}/config", new() { ["deletion_allowed"] = true }, cancellationToken);
        if (allowed.Succeeded)
        {
            Require(await AskAsync(HttpMethod.Delete, $"keys/{KeyName(owner)}", null, cancellationToken), "Deleting the key");
        }
        else if ((await AskAsync(HttpMethod.Get, $"keys/{KeyName(owner)}", null, cancellationToken)).Status != HttpStatusCode.NotFound)
        {
            throw service.Refused("Allowing the deletion", allowed);
        }

        return $"The transit key {KeyName(owner)} is deleted.";
    }

    private static string Data(KeyOwner owner) => Convert.ToBase64String(Encoding.ASCII.GetBytes(owner.Name));

    private string KeyName(KeyOwner owner) => options.Prefix + owner.Name;

    private KeyServiceAnswer Require(KeyServiceAnswer answer, string what) => answer.Succeeded ? answer : throw service.Refused(what, answer);

    private Task<KeyServiceAnswer> AskAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken) => service.AskAsync(
        () =>
        {
            var request = new HttpRequestMessage(method, $"{options.Address.TrimEnd('/')}/v1/{options.Mount}/{path}");
            request.Headers.Add("X-Vault-Token", Token());
            request.Headers.Add("X-Vault-Request", "true");
            request.Content = body is null ? null : JsonContent.Create(body);
            return request;
        },
        cancellationToken);

    private string Token()
    {
        try
        {
            return options.Token.Length > 0 ? options.Token : System.IO.File.ReadAllText(options.TokenFile).Trim();
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            throw KeyFailures.Away(Name, away.Message, away);
        }
    }
}
