using System.CommandLine;
using Descent.Notebooks;
using Descent.Publishing;
using Spectre.Console;

namespace Descent.Cli;

/// <summary><c>descent publish</c>: makes a site of pages and slides from notebooks.</summary>
internal sealed class PublishCommand
{
    private readonly Argument<string[]> paths = new("notebooks")
    {
        Description = "Notebooks, or folders with the notebooks in them and below; without any, the lectures and exercises of the course.",
        HelpName = "NOTEBOOK|FOLDER",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> output = OutOption("The folder that the site goes to.");

    private readonly Option<bool> slidesOnly = new("--slides-only") { Description = "Make the decks of slides, and no pages." };

    private readonly Option<bool> pagesOnly = new("--pages-only") { Description = "Make the pages, and no decks." };

    private readonly Option<bool> figures = new("--figures") { Description = "Write each figure also as an SVG file, into DIR/figures." };

    /// <summary>The verb, ready to be added to the command.</summary>
    public static Command Create()
    {
        var publish = new PublishCommand();
        var command = new Verb("publish", "Makes a site from notebooks, with the outputs they were committed with: a page and a deck of slides for each.", """
            The site is a folder of plain files: it can be put on any web server, or opened as a file. It fetches nothing from anywhere.
            Notebooks run nowhere here: what they put out when they were last saved is shown. Exercises are shown without outputs and answers.
            What has not changed since the last time is left as it is. Publishing needs Node.js with npm.

            Tags: hide-input, hide-output, hide-cell, remove-input, remove-output, remove-cell (as Jupyter Book reads them),
            slide-only (is on the slides, and not on the page).

            Examples:
              descent publish                              the course, into site
              descent publish notebooks/11-adam.ipynb --out adam --slides-only
              descent publish ~/lectures --out public      other notebooks; a course.md beside them is the map

            Exit code: 0 if the site is there; 1 if a notebook cannot be published; 2 if the command line is wrong.

            """)
        {
            publish.paths, publish.output, publish.slidesOnly, publish.pagesOnly, publish.figures,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(publish.slidesOnly) && result.GetValue(publish.pagesOnly))
                result.AddError("'--slides-only' and '--pages-only' exclude each other.");
        });
        command.SetAction(publish.InvokeAsync);
        return command;
    }

    /// <summary>The option that names the site's folder.</summary>
    public static Option<string?> OutOption(string description) => new("--out", "-o")
    {
        Description = description + " Without it: site, in the course's folder.",
        HelpName = "DIR",
    };

    /// <summary>The folder that the option names.</summary>
    public static string Folder(string? given) => Path.GetFullPath(given ?? Path.Combine(NotebookFiles.Root(), "site"));

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            string[] starts = parsed.GetValue(paths) ?? [];
            if (starts.Length == 0)
                starts = [Path.Combine(NotebookFiles.Root(), "notebooks")];
            IReadOnlyList<string> notebooks = NotebookFiles.Find([.. starts.SelectMany(WithFoldersBelow)]);
            string folder = Folder(parsed.GetValue(output));
            var options = new PublishOptions(!parsed.GetValue(slidesOnly), !parsed.GetValue(pagesOnly), parsed.GetValue(figures));
            var watch = System.Diagnostics.Stopwatch.StartNew();
            IAnsiConsole console = Terminal.Create();
            var (made, count) = await Task.Run(() => Publish(notebooks, folder, options, console, cancellationToken), CancellationToken.None);
            console.WriteLine($"{RunFiles.Name(folder)}: {(count == 1 ? "1 notebook" : $"{count} notebooks")}, {made} made anew, in {RunReport.Seconds(watch.Elapsed)}");
            return ExitCode.Success;
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync($"descent publish: {e.Message}");
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is PublishingException or NotebookException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"descent publish: {e.Message}");
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("descent publish: interrupted; the site is as far as it came, and the next time continues there");
            return ExitCode.Interrupted;
        }
    }

    private static (int Made, int Count) Publish(
        IReadOnlyList<string> notebooks, string folder, PublishOptions options, IAnsiConsole console, CancellationToken cancellationToken)
    {
        Site site = Site.Of(notebooks);
        NodePackages packages = NodePackages.Find();
        using var typesetter = new NodeRenderer(packages);
        int Run(IPublishObserver observer) => new SitePublisher(site, folder, options, observer).Publish(typesetter, packages, cancellationToken);
        if (!console.Profile.Capabilities.Interactive)
            return (Run(new Lines(console)), site.Notebooks.Count);
        int made = 0;
        console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .Start(progress => made = Run(new Bar(progress.AddTask("publishing", maxValue: site.Notebooks.Count))));
        return (made, site.Notebooks.Count);
    }

    /// <summary>A folder and, after it, those below that hold notebooks; hidden ones, such as checkpoints, are left out.</summary>
    private static IEnumerable<string> WithFoldersBelow(string start)
    {
        if (!Directory.Exists(start))
            return [start];
        bool Hidden(string folder) => Path.GetRelativePath(start, folder).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.') && part != ".");
        string[] folders = [.. Directory.EnumerateFiles(start, "*.ipynb", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!)
            .Where(folder => !Hidden(folder)).Distinct().Order(StringComparer.Ordinal)];
        return folders.Length > 0 ? folders : [start];
    }

    private sealed class Lines(IAnsiConsole console) : IPublishObserver
    {
        private readonly Lock writing = new();

        public void Published(CourseNotebook notebook, bool made)
        {
            if (!made)
                return;
            lock (writing)
                console.WriteLine($"{RunFiles.Name(notebook.File)}: published");
        }
    }

    private sealed class Bar(ProgressTask task) : IPublishObserver
    {
        public void Published(CourseNotebook notebook, bool made)
        {
            task.Description = Markup.Escape(notebook.Slug);
            task.Increment(1);
        }
    }
}
