using Portal.Domain.Access;
using Portal.Hosting;

namespace Portal.Access;

/// <summary>
/// <c>Portal staff add EMAIL [operator|support]</c>: the password is the first line of the input, or one that is made up and printed once.
/// </summary>
internal static class StaffCommand
{
    private const string Usage = "Portal staff add EMAIL [operator|support]   the password is read from the input; where there is none, one is made up and printed once";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["add", var email, .. var rest] || rest.Length > 1 || !Enum.TryParse<StaffRole>(rest.FirstOrDefault("operator"), ignoreCase: true, out var role) || !Enum.IsDefined(role))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        var given = Console.IsInputRedirected ? (await Console.In.ReadLineAsync())?.TrimEnd('\r') : null;
        var password = string.IsNullOrEmpty(given) ? Secrets.NewReadable() : given;
        var builder = PortalApplication.CreateBuilder([]);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var result = await app.Services.GetRequiredService<AddStaff>().ExecuteAsync(email, password, role, CancellationToken.None);
        if (result.Error is { } error)
        {
            await Console.Error.WriteLineAsync(error.Detail);
            return 1;
        }

        await Console.Out.WriteLineAsync(string.IsNullOrEmpty(given) ? password : $"{email} is one of the staff now.");
        return 0;
    }
}
