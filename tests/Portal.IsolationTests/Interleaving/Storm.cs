using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Operators.Operations;

namespace Portal.IsolationTests.Interleaving;

/// <summary>
/// Requests, circuits and background jobs of several tenants at once through one process. Whatever an answer holds of another tenant is a mix.
/// </summary>
internal sealed class Storm(PortalHost host, IReadOnlyList<TestTenant> tenants, IReadOnlyList<Circuit> circuits)
{
    private static readonly string[] Lists = ["members", "api-keys", "audit-records?limit=20", "operations?limit=20", "installations", "rollouts", "me"];
    private readonly OperationClaims _claims = new(host.Services.GetRequiredService<TenantPlaces>(), new(), TimeProvider.System);
    private readonly TenantOperationBook _book = new(host.Services.GetRequiredService<TenantUnitOfWorks>(), host.Services.GetRequiredService<TenantPlaces>(), new(), TimeProvider.System);
    private readonly TenantUnitOfWorks _units = host.Services.GetRequiredService<TenantUnitOfWorks>();

    public ConcurrentQueue<string> Mixes { get; } = [];

    /// <summary>How many steps were told to, and how many keys were made for, each tenant.</summary>
    public int[] Steps { get; } = new int[tenants.Count];

    public int[] Keys { get; } = new int[tenants.Count];

    public async ValueTask RunAsync(int number, CancellationToken cancellationToken)
    {
        var at = number % tenants.Count;
        await ((number / tenants.Count % 10) switch
        {
            0 => MakeKeyAsync(at, number, cancellationToken),
            1 or 2 => WorkAsync(at, cancellationToken),
            3 or 4 or 5 => InCircuitAsync(at, cancellationToken),
            var n => ReadAsync(at, Lists[(number + n) % Lists.Length], cancellationToken),
        });
    }

    private async Task ReadAsync(int at, string list, CancellationToken cancellationToken)
    {
        using var response = await tenants[at].Client.GetAsync("/api/v1/" + list, cancellationToken);
        response.EnsureSuccessStatusCode();
        See(at, list, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    // The tenants use the same idempotency keys: each must have its own effect.
    private async Task MakeKeyAsync(int at, int number, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/api-keys") { Content = JsonContent.Create(new { name = tenants[at].Slug }) };
        request.Headers.Add("Idempotency-Key", $"storm-{number / tenants.Count}");
        using var response = await tenants[at].Client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        See(at, "a key", await response.Content.ReadAsStringAsync(cancellationToken));
        Interlocked.Increment(ref Keys[at]);
    }

    private async Task InCircuitAsync(int at, CancellationToken cancellationToken)
    {
        var services = circuits[at].Services;
        var caller = await services.GetRequiredService<CircuitCaller>().GetAsync();
        var members = await services.GetRequiredService<AccessQueries>().MembersAsync(caller, cancellationToken);
        See(at, "a circuit", string.Join(' ', members.Value.Select(m => m.Email)));
        if (members.Value.Count != 1 || members.Value[0].Email != tenants[at].Email)
        {
            Mixes.Enqueue($"{tenants[at].Slug}: a circuit saw {members.Value.Count} members");
        }
    }

    private async Task WorkAsync(int at, CancellationToken cancellationToken)
    {
        var id = await EnqueueAsync(at, cancellationToken);
        if (await _claims.TakeAsync(new(tenants[at].Uuid), id, cancellationToken) is not { } claimed || claimed.CreatedBy != tenants[at].Slug)
        {
            Mixes.Enqueue($"{tenants[at].Slug}: its operation was not its own");
            return;
        }

        await new OperationWork(claimed, _units, _book).TellAsync("storm", "succeeded", tenants[at].Slug, cancellationToken);
        await _book.EndAsync(claimed, new(OperationState.Succeeded, "succeeded", null, DateTimeOffset.UnixEpoch), cancellationToken);
        Interlocked.Increment(ref Steps[at]);
    }

    private async Task<OperationId> EnqueueAsync(int at, CancellationToken cancellationToken)
    {
        await using var work = await _units.BeginAsync(new(tenants[at].Uuid), cancellationToken);
        var id = work.Enqueue("storm", Guid.NewGuid().ToString(), ("storm", "x"), "{}", "test", tenants[at].Slug);
        await work.CommitAsync(cancellationToken);
        return id;
    }

    private void See(int at, string where, string text)
    {
        foreach (var other in tenants.Where((_, i) => i != at))
        {
            if (text.Contains(other.Slug, StringComparison.OrdinalIgnoreCase) || text.Contains(other.Id[4..], StringComparison.OrdinalIgnoreCase))
            {
                Mixes.Enqueue($"{tenants[at].Slug} saw {other.Slug} in {where}");
            }
        }
    }
}
