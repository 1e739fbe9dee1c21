using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;

namespace Portal.Access;

/// <summary>Makes a key with its maker's role. The secret is in the answer, once.</summary>
internal sealed class CreateApiKey(TenantUnitOfWorks units)
{
    public async Task<Result<CreatedApiKey>> ExecuteAsync(Caller caller, CreateApiKeyRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageApiKeys) is { } forbidden)
        {
            return forbidden;
        }

        if (FieldText.Check("/name", request.Name, "A name", 100) is { } fault)
        {
            return new InvalidFields([fault]);
        }

        var token = new ApiKeyToken(caller.Tenant, Secrets.New());
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var key = new ApiKeyRow
        {
            TenantId = caller.Tenant,
            Id = new(work.NewId()),
            Name = request.Name!,
            SecretHash = Secrets.Hash(token.Secret),
            Role = caller.Role,
            CreatedBy = caller.Id,
            CreatedAt = work.Now,
        };
        work.Db.Add(key);
        work.Audit(caller, new("api-key.created", "api-key", key.Id.ToString(), key.Name, new Dictionary<string, string> { ["role"] = key.Role.ToString() })
        {
            Changes = [new("name", null, key.Name), new("role", null, key.Role.ToString())],
        });
        await work.CommitAsync(cancellationToken);
        return new CreatedApiKey(key.Id.ToString(), key.Name, key.Role.ToString(), token.ToString());
    }
}
