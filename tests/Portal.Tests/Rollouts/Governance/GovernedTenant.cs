using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Access;
using Portal.Domain.Access;

namespace Portal.Tests.Rollouts.Governance;

/// <summary>A tenant with people beside its admin, and a policy.</summary>
internal sealed class GovernedTenant
{
    private readonly PortalHost _host;
    private readonly Dictionary<string, (string Id, string Cookie)> _people = [];

    private GovernedTenant(PortalHost host, TestTenant admin) => (_host, Admin) = (host, admin);

    public TestTenant Admin { get; }

    public static async Task<GovernedTenant> CreateAsync(PortalHost host, params string[] people)
    {
        var tenant = new GovernedTenant(host, await host.SignUpAsync());
        foreach (var name in people)
        {
            await tenant.AddAsync(name);
        }

        return tenant;
    }

    public string IdOf(string person) => _people[person].Id;

    public async Task GroupAsync(string name, params string[] people) =>
        await (await Admin.SendAsync(HttpMethod.Post, "/api/v1/approval-groups", new { name, members = people.Select(IdOf) })).ShouldBeAsync(HttpStatusCode.Created);

    public async Task<JsonObject> PolicyAsync(object policy, string version = "0") => await (await PutPolicyAsync(policy, version)).ShouldBeAsync(HttpStatusCode.OK);

    public async Task<HttpResponseMessage> PutPolicyAsync(object policy, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/rollout-policy") { Content = JsonContent.Create(policy) };
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        return await Admin.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Installs as the admin; the rollout's id.</summary>
    public async Task<string> InstallAsync(string plugin = "ci-status") =>
        (string)(await (await Admin.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin, version = "1.0.0" })).ShouldBeAsync(HttpStatusCode.Accepted))["rollout"]!;

    public Task<HttpResponseMessage> DecideAsync(string person, string rollout, string decision = "approve", string reason = "Looked at it") =>
        SendAsync(person, HttpMethod.Post, $"/api/v1/rollouts/{rollout}/decisions", new { decision, reason });

    public async Task<HttpResponseMessage> SendAsync(string person, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", _people[person].Cookie);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = body is null ? null : JsonContent.Create(body);
        return await _host.Client(Admin.Slug).SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<JsonObject> RolloutAsync(string rollout) => Admin.GetAsync($"/api/v1/rollouts/{rollout}");

    /// <summary>How often the operator was asked for a rollout of this tenant.</summary>
    public Task<long> StartsAsync() => CountAsync("select count(*) from portal.operation where tenant_id = $1 and kind = 'rollout.apply'");

    public async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_host.Database.Superuser);
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = Admin.Uuid });
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is long count ? count : 0;
    }

    public async Task AddAsync(string name, string role = "viewer")
    {
        var email = $"{name}@{Admin.Slug}.example";
        var admin = new Caller(new(Admin.Uuid), PrincipalKind.System, default, "tests", "Tests", Role.Admin, "tests");
        var added = await _host.Services.GetRequiredService<AddMember>()
            .ExecuteAsync(admin, new(email, name, TestTenant.Password, role), TestContext.Current.CancellationToken);
        using var session = await _host.Client(Admin.Slug).PostAsJsonAsync("/api/v1/sessions", new { email, password = TestTenant.Password }, TestContext.Current.CancellationToken);
        _people[name] = (added.Value.Id, session.EnsureSuccessStatusCode().Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }
}
