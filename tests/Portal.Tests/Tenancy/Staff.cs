using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Domain.Access;

namespace Portal.Tests.Tenancy;

/// <summary>One of the staff, signed in on the root host.</summary>
internal sealed class Staff(HttpClient client, string email)
{
    public const string Password = "platform staff only, thank you";

    public string Email => email;

    public HttpClient Client => client;

    public static async Task<Staff> SignInAsync(PortalHost host, StaffRole role = StaffRole.Operator)
    {
        var email = $"{Guid.NewGuid():n}@portal.example";
        (await host.Services.GetRequiredService<AddStaff>().ExecuteAsync(email, Password, role, TestContext.Current.CancellationToken)).Error.ShouldBeNull();
        var client = host.Client();
        using var response = await client.PostAsJsonAsync("/api/v1/platform/sessions", new { email, password = Password }, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Add("Cookie", response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return new(client, email);
    }

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) =>
        client.PostAsync("/api/v1/platform" + path, body is null ? null : JsonContent.Create(body), TestContext.Current.CancellationToken);

    public async Task<JsonObject> GetAsync(string path) =>
        (await client.GetFromJsonAsync<JsonObject>("/api/v1/platform" + path, TestContext.Current.CancellationToken))!;
}
