using System.Text.Json.Nodes;
using Npgsql;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Billing;

/// <summary>
/// Keeps events before anything is done about them. The event and the operation that will handle it commit together, so that an event
/// that we acknowledged cannot be lost, and one that comes again changes nothing.
/// </summary>
public sealed class StripeInbox(PlatformDatabase shared, OwnDatabases databases, TenantUnitOfWorks units, TimeProvider time)
{
    private const string Insert =
        """
        insert into portal.stripe_event (id, type, api_version, livemode, payload, created_at, received_at, tenant_id, processed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing
        """;

    // What a purchase can end by. Everything else is kept for the record only.
    private static readonly string[] Handled =
        ["checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.expired"];

    /// <returns>Whether it was news.</returns>
    public async Task<bool> TakeAsync(ReceivedEvent received, string correlationId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(received);
        if (received.Type.StartsWith("customer.", StringComparison.Ordinal))
        {
            // What we did ourselves, told back with the tenant's name in it; the last of it comes when the tenant is gone.
            return false;
        }

        var tenant = Handled.Contains(received.Type, StringComparer.Ordinal) && received.Customer is { } customer
            ? await TenantOfAsync(customer, cancellationToken)
            : null;
        if (tenant is null)
        {
            await using var kept = shared.Source.CreateCommand(Insert);
            Fill(kept, received, null, PostgresClock.Now(time), done: true);
            return await kept.ExecuteNonQueryAsync(cancellationToken) == 1;
        }

        await using var work = await units.BeginAsPlatformAsync(tenant.Value, cancellationToken);
        await using var insert = work.Command(Insert);
        Fill(insert, received, tenant, work.Now, done: false);
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        // One customer's events are handled one after another.
        work.Enqueue(
            OperationKind.HandleStripeEvent, $"stripe:{received.Customer}", ("stripe-event", received.Id),
            new JsonObject { ["event"] = received.Id }.ToJsonString(), correlationId, "Stripe");
        await work.CommitAsync(cancellationToken);
        return true;
    }

    // From the stored map, never from metadata: the sender of an event does not choose the tenant.
    private async Task<TenantId?> TenantOfAsync(string customer, CancellationToken cancellationToken)
    {
        foreach (var database in databases.Platforms)
        {
            await using var command = database.Source.CreateCommand("select tenant_id from portal.billing_customer where stripe_customer_id = $1");
            command.Parameters.Add(new() { Value = customer });
            if (await command.ExecuteScalarAsync(cancellationToken) is Guid tenant)
            {
                return new TenantId(tenant);
            }
        }

        return null;
    }

    private static void Fill(NpgsqlCommand command, ReceivedEvent received, TenantId? tenant, DateTimeOffset now, bool done)
    {
        object?[] values = [received.Id, received.Type, received.ApiVersion, received.Livemode, received.Payload, received.CreatedAt, now, tenant?.Value, done ? now : null];
        command.With(values);
    }
}
