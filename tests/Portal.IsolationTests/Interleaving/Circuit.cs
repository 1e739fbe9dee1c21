using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;

namespace Portal.IsolationTests.Interleaving;

/// <summary>A circuit as the server keeps one: a scope of services, and the principal that it was opened with.</summary>
internal sealed class Circuit : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;

    private Circuit(AsyncServiceScope scope) => _scope = scope;

    public IServiceProvider Services => _scope.ServiceProvider;

    public static async Task<Circuit> OpenAsync(PortalHost host, TestTenant tenant)
    {
        var circuit = new Circuit(host.Services.CreateAsyncScope());
        circuit.Show(await PrincipalAsync(host, tenant));
        return circuit;
    }

    /// <summary>Who is signed in at the other end from now on: what a connection, or one that resumes, brings along.</summary>
    public void Show(Task<AuthenticationState> state) => ((IHostEnvironmentAuthenticationStateProvider)Services.GetRequiredService<AuthenticationStateProvider>()).SetAuthenticationState(state);

    public void Show(AuthenticationState state) => Show(Task.FromResult(state));

    public static async Task<AuthenticationState> PrincipalAsync(PortalHost host, TestTenant tenant)
    {
        using var response = await host.Client(tenant.Slug).PostAsJsonAsync("/api/v1/sessions", new { email = tenant.Email, password = TestTenant.Password }, TestContext.Current.CancellationToken);
        var session = (await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
        SessionId.TryParse((string)session["id"]!, out var id).ShouldBeTrue(session.ToJsonString());
        MemberId.TryParse((string)session["member"]!, out var member).ShouldBeTrue(session.ToJsonString());
        return new(PortalClaims.Write(new(new(tenant.Uuid), PrincipalKind.Member, member, member.ToString(), "Ada", Role.Admin, "test"), id, TenantService.Full));
    }

    public ValueTask DisposeAsync() => _scope.DisposeAsync();
}
