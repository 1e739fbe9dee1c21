using System.Text.Json.Nodes;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Operations;

/// <summary>One attempt at an operation: what it is about, and where its steps are told.</summary>
internal sealed class OperationWork(ClaimedOperation operation, TenantUnitOfWorks units)
{
    private JsonObject? _payload;

    public ClaimedOperation Operation => operation;

    public TenantUnitOfWorks Units => units;

    /// <summary>Who asked, in words.</summary>
    public string By => Payload.TextAt("by") ?? operation.CreatedBy;

    public JsonObject Payload => _payload ??= JsonNode.Parse(operation.Payload) as JsonObject ?? [];

    /// <summary>Tells whoever follows the operation what was done.</summary>
    public async Task TellAsync(string name, string state, string message, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginInAnyStateAsync(operation.Tenant, cancellationToken);
        await using var insert = work.Command(
            """
            insert into operation_step (tenant_id, operation_id, sequence, occurred_at, name, state, message)
            select $1, $2, coalesce(max(sequence), 0) + 1, $3, $4, $5, $6 from operation_step where tenant_id = $1 and operation_id = $2
            """).With(operation.Tenant.Value, operation.Id.Value, work.Now, name, state, message);
        await insert.ExecuteNonQueryAsync(cancellationToken);
        work.Publish(Topic.Operation, operation.Id.ToString());
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>Tells of a step that is done, unless an earlier attempt has told it.</summary>
    public async Task TellOnceAsync(string name, string message, CancellationToken cancellationToken)
    {
        await using (var look = await units.BeginInAnyStateAsync(operation.Tenant, cancellationToken))
        {
            await using var told = look.Command(
                "select exists (select from operation_step where tenant_id = $1 and operation_id = $2 and name = $3 and state = 'succeeded')")
                .With(operation.Tenant.Value, operation.Id.Value, name);
            if (await told.ExecuteScalarAsync(cancellationToken) is true)
            {
                return;
            }
        }

        await TellAsync(name, "succeeded", message, cancellationToken);
    }
}
