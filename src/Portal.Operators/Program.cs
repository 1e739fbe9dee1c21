using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Operators.Hosting;

try
{
    var app = OperatorApplication.CreateBuilder(args).Build();
    // Here instead of inside the host, which would add a stack trace to every mistake in a setting.
    app.Services.GetRequiredService<IStartupValidator>().Validate();
    await app.MapHealth().RunAsync();
    return 0;
}
catch (Exception e) when (StartupFailures.Of(e) is { Count: > 0 } failures)
{
    foreach (var failure in failures)
    {
        await Console.Error.WriteLineAsync(failure);
    }

    return 2;
}
