using System.Net;
using Npgsql;

namespace Portal.Local.Tour.Steps;

/// <summary>Another tenant's key finds nothing of ours: not by identifier, not in a list, not at our address, not in SQL.</summary>
internal sealed class OtherTenantStep : ITourStep
{
    private static readonly string[] Lists = ["installations", "rollouts", "ledger/journals", "audit-records"];
    private static readonly string[] Tables = ["installation", "rollout", "rollout_event", "operation", "purchase", "journal", "audit_record", "audit_pending_record", "member"];

    public string Name => "other tenant sees nothing";

    public async Task RunAsync(TourVisit visit, CancellationToken cancellationToken)
    {
        var other = visit.Instance.Tenants.First(tenant => tenant.Slug == "globex");
        var api = new ApiClient(other.Url, other.ApiKey);
        foreach (var path in visit.Secrets)
        {
            await RequireAsync(api, path, HttpStatusCode.NotFound, cancellationToken);
        }

        foreach (var path in Lists)
        {
            var items = await api.GetAsync(path, cancellationToken);
            if (visit.Secrets.Exists(secret => items.ToJsonString().Contains(secret.Split('/')[1], StringComparison.Ordinal)))
            {
                throw new TourFailure($"{path} of {other.Slug} shows something of {visit.Tenant.Slug}");
            }
        }

        var ourHost = new UriBuilder(visit.Instance.Portal.Url) { Host = $"{visit.Tenant.Slug}.{visit.Instance.Portal.Url.Host}" }.Uri;
        await RequireAsync(new ApiClient(ourHost, other.ApiKey), "installations", HttpStatusCode.NotFound, cancellationToken);
        await RequireRowsAsync(visit, other.Slug, cancellationToken);
    }

    private static async Task RequireAsync(ApiClient api, string path, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        var status = await api.StatusAsync(path, cancellationToken);
        if (status != expected)
        {
            throw new TourFailure($"{path} answered {(int)status}, not {(int)expected}");
        }
    }

    // As the role that serves tenants, bound to the other tenant: row-level security is what is asked, not our queries.
    private static async Task RequireRowsAsync(TourVisit visit, string slug, CancellationToken cancellationToken)
    {
        var id = await visit.Database.ScalarAsync<Guid>("select id from portal.tenant where slug = $1", cancellationToken, slug);
        var bound = new NpgsqlConnectionStringBuilder(visit.Instance.Database.App) { Options = $"-c app.tenant={id}" };
        await using var app = new TourDatabase(bound.ConnectionString);
        foreach (var table in Tables)
        {
            var rows = await app.ScalarAsync<long>($"select count(*) from portal.{table} where tenant_id = $1", cancellationToken, visit.TenantId);
            if (rows != 0)
            {
                throw new TourFailure($"{slug} sees {rows} rows of {table} that are not its own");
            }
        }
    }
}
