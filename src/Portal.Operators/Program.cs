using Microsoft.Extensions.Options;
using Portal.Operators.Hosting;

try
{
    var app = OperatorApplication.CreateBuilder(args).Build().MapHealth();
    await app.RunAsync();
    return 0;
}
catch (OptionsValidationException e)
{
    foreach (var failure in e.Failures)
    {
        await Console.Error.WriteLineAsync(failure);
    }
}
catch (FormatException e)
{
    await Console.Error.WriteLineAsync(e.Message);
}
catch (IOException e)
{
    // Most often somebody else listens on the health port.
    await Console.Error.WriteLineAsync(e.Message);
}

return 2;
