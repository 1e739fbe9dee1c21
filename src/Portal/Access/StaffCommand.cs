using Portal.Domain;
using Portal.Domain.Access;
using Portal.Hosting;
using Portal.Infrastructure.Operations.Processes;

namespace Portal.Access;

/// <summary><c>Portal staff</c>: who of the people who run this deployment may sign in. Exit code 0 when done, 1 when refused, 2 for a wrong command line.</summary>
internal static class StaffCommand
{
    private const string Usage =
        """
        Usage: Portal staff list | add EMAIL [operator|support] | disable EMAIL | enable EMAIL | password EMAIL

        The password is the first line of the input; where there is none, one is made up and printed once.
        disable and password end the account's sessions.
        """;

    public static Task<int> RunAsync(string[] args) => args switch
    {
        ["list"] => WithAppAsync(app => ListAsync(app.GetRequiredService<ChangeStaff>())),
        ["add", var email] => AddAsync(email, StaffRole.Operator),
        ["add", var email, var word] when Enum.TryParse<StaffRole>(word, ignoreCase: true, out var role) && Enum.IsDefined(role) => AddAsync(email, role),
        ["disable", var email] => WithAppAsync(async app => await SayAsync(
            await app.GetRequiredService<ChangeStaff>().SetDisabledAsync(email, true, CancellationToken.None), $"{email} cannot sign in any more, and is signed out.")),
        ["enable", var email] => WithAppAsync(async app => await SayAsync(
            await app.GetRequiredService<ChangeStaff>().SetDisabledAsync(email, false, CancellationToken.None), $"{email} can sign in again.")),
        ["password", var email] => WithAppAsync(app => WithPasswordAsync(
            email, password => app.GetRequiredService<ChangeStaff>().SetPasswordAsync(email, password, CancellationToken.None))),
        _ => SayUsageAsync(),
    };

    private static Task<int> AddAsync(string email, StaffRole role) => WithAppAsync(app => WithPasswordAsync(
        email, password => app.GetRequiredService<AddStaff>().ExecuteAsync(email, password, role, CancellationToken.None)));

    private static async Task<int> WithAppAsync(Func<IServiceProvider, Task<int>> run)
    {
        try
        {
            var builder = PortalApplication.CreateBuilder([]);
            builder.Logging.ClearProviders();
            await using var app = builder.Build();
            return await run(app.Services);
        }
        catch (Exception e) when (StartupFailures.Of(e) is { Count: > 0 } failures)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, failures));
            return 2;
        }
    }

    private static async Task<int> ListAsync(ChangeStaff change)
    {
        foreach (var entry in await change.ListAsync(CancellationToken.None))
        {
            var seen = entry.LastSeenAt is { } at ? $"last seen {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "never seen";
            await Console.Out.WriteLineAsync($"{entry.Email}  {entry.Role}  {(entry.DisabledAt is { } since ? $"disabled since {since.UtcDateTime:yyyy-MM-dd}" : "enabled")}  {seen}");
        }

        return 0;
    }

    /// <summary>With the one that is given, or one that is made up and then said.</summary>
    private static async Task<int> WithPasswordAsync(string email, Func<string, Task<Result<Unit>>> set)
    {
        var given = Console.IsInputRedirected ? (await Console.In.ReadLineAsync())?.TrimEnd('\r') : null;
        var password = string.IsNullOrEmpty(given) ? Secrets.NewReadable() : given;
        return await SayAsync(await set(password), string.IsNullOrEmpty(given) ? password : $"{email} signs in with it from now on.");
    }

    private static async Task<int> SayAsync(Result<Unit> result, string done)
    {
        if (result.Error is { } error)
        {
            await Console.Error.WriteLineAsync(error.Detail);
            return 1;
        }

        await Console.Out.WriteLineAsync(done);
        return 0;
    }

    private static async Task<int> SayUsageAsync()
    {
        await Console.Error.WriteLineAsync(Usage);
        return 2;
    }
}
