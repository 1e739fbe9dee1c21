using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Infrastructure.Tenancy.Keys.Http;

namespace Portal.Infrastructure.Tenancy.Keys.Aws;

/// <summary>
/// AWS KMS. The owner is in the encryption context, so a wrapped key is nobody else's, and CloudTrail says whose was used.
/// API: docs.aws.amazon.com/kms/latest/APIReference.
/// </summary>
internal sealed class AwsKeyEncryption(KeyService service, AwsKeyOptions options, TimeProvider time) : IKeyEncryption
{
    public const string Name = "aws";
    private const string ServiceName = "kms";

    public string Provider => Name;

    private bool IsShared => options.KeyId.Length > 0;

    public async Task<WrappedKey> WrapAsync(KeyOwner owner, ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["KeyId"] = KeyOf(owner), ["Plaintext"] = Convert.ToBase64String(key.Span), ["EncryptionContext"] = Context(owner) };
        var answer = await AskAsync("Encrypt", request, cancellationToken);
        if (IsError(answer, "NotFoundException") && !IsShared)
        {
            await MakeAsync(owner, cancellationToken);
            answer = await AskAsync("Encrypt", request, cancellationToken);
        }

        ThrowIfGone(owner, answer);
        Require(answer, "Encrypting");
        return new(Name, answer.Text("KeyId") ?? KeyOf(owner), Convert.FromBase64String(answer.Text("CiphertextBlob") ?? throw service.Refused("Encrypting", answer)));
    }

    public async Task<byte[]> UnwrapAsync(KeyOwner owner, WrappedKey wrapped, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(
            "Decrypt",
            new() { ["KeyId"] = wrapped.KeyId, ["CiphertextBlob"] = Convert.ToBase64String(wrapped.Bytes), ["EncryptionContext"] = Context(owner) },
            cancellationToken);
        ThrowIfGone(owner, answer);
        Require(answer, "Decrypting");
        return Convert.FromBase64String(answer.Text("Plaintext") ?? throw service.Refused("Decrypting", answer));
    }

    public async Task RotateAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        if (await FindAsync(owner, cancellationToken) is { } id)
        {
            Require(await AskAsync("RotateKeyOnDemand", new() { ["KeyId"] = id }, cancellationToken), "Rotating");
        }
    }

    public async Task<string> DestroyAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        if (IsShared)
        {
            return "The KMS key is all tenants' and stays: until they expire, backups of the database can be read by whoever may use that key.";
        }

        if (await FindAsync(owner, cancellationToken) is not { } id)
        {
            return "It never had a KMS key.";
        }

        // 7 days is the least that KMS takes; the key cannot be used from now on. The alias stays, so that no new key takes its place.
        var answer = await AskAsync("ScheduleKeyDeletion", new() { ["KeyId"] = id, ["PendingWindowInDays"] = 7 }, cancellationToken);
        if (!IsError(answer, "KMSInvalidStateException"))
        {
            Require(answer, "Deleting the key");
        }

        return $"The KMS key {id} is disabled, and deleted in 7 days.";
    }

    private static JsonObject Context(KeyOwner owner) => new() { ["portal:owner"] = owner.Name };

    private static bool IsError(KeyServiceAnswer answer, string type) => answer.Text("__type")?.EndsWith(type, StringComparison.Ordinal) == true;

    private void ThrowIfGone(KeyOwner owner, KeyServiceAnswer answer)
    {
        if (!IsShared && (IsError(answer, "KMSInvalidStateException") || IsError(answer, "NotFoundException")))
        {
            throw KeyFailures.Destroyed(owner);
        }
    }

    private string KeyOf(KeyOwner owner) => IsShared ? options.KeyId : options.AliasPrefix + owner.Name;

    private async Task<string?> FindAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("DescribeKey", new() { ["KeyId"] = KeyOf(owner) }, cancellationToken);
        return IsError(answer, "NotFoundException") ? null : Require(answer, "Describing the key").Text("KeyMetadata", "KeyId");
    }

    private async Task MakeAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        var made = await AskAsync(
            "CreateKey", new() { ["Description"] = $"Portal, {owner.Name}", ["KeyUsage"] = "ENCRYPT_DECRYPT", ["KeySpec"] = "SYMMETRIC_DEFAULT" }, cancellationToken);
        var id = Require(made, "Making a key").Text("KeyMetadata", "KeyId");
        var named = await AskAsync("CreateAlias", new() { ["AliasName"] = KeyOf(owner), ["TargetKeyId"] = id }, cancellationToken);
        if (IsError(named, "AlreadyExistsException"))
        {
            // Another process was quicker: its key counts.
            await AskAsync("ScheduleKeyDeletion", new() { ["KeyId"] = id, ["PendingWindowInDays"] = 7 }, cancellationToken);
            return;
        }

        Require(named, "Naming the key");
    }

    private KeyServiceAnswer Require(KeyServiceAnswer answer, string what) => answer.Succeeded ? answer : throw service.Refused(what, answer);

    private Task<KeyServiceAnswer> AskAsync(string action, JsonObject body, CancellationToken cancellationToken) => service.AskAsync(
        () =>
        {
            var content = Encoding.UTF8.GetBytes(body.ToJsonString());
            var address = options.Endpoint.Length > 0 ? options.Endpoint : $"https://{ServiceName}.{options.Region}.amazonaws.com/";
            var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(content) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
            request.Headers.TryAddWithoutValidation("X-Amz-Target", $"TrentService.{action}");
            SignatureV4.Sign(request, content, new(options.AccessKeyId, options.SecretAccessKey, options.SessionToken), options.Region, ServiceName, time.GetUtcNow());
            return request;
        },
        cancellationToken);
}
