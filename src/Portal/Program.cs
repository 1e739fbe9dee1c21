var app = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(args); app.WebHost.UseStaticWebAssets(); var a = app.Build(); a.MapStaticAssets(); a.Run();
